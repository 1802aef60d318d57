import { reminder } from "@clinic/alerts";

import { inngest } from "../client.js";

export const remind = inngest.createFunction(
  {
    id: "remind",
    name: "Remind of a visit",
    cancelOn: [{ event: "visit/cancelled", match: "data.patient" }],
  },
  { event: "visit/booked" },
  async ({ event, step }) => {
    await step.sleep("until the day before", "1d");
    return step.run("text", () => reminder(event.data.patient, event.data.hour));
  },
);
