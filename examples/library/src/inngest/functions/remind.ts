import { cron } from "inngest";

import { inngest } from "../client";

export const remind = inngest.createFunction(
  { id: "loan-due-reminder", triggers: [cron("0 8 * * *")] },
  async ({ step }) => {
    await step.run("remind", () => ({ reminded: 0 }));
  },
);
