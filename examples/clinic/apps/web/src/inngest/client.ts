import { EventSchemas, Inngest } from "inngest";

import { events } from "./events.js";

export const inngest = new Inngest({ id: "clinic", schemas: new EventSchemas().fromZod(events) });
