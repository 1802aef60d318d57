import { EventSchemas, Inngest } from "inngest";

import { events } from "./events";

export const inngest = new Inngest({ id: "orders", schemas: new EventSchemas().fromZod(events) });
