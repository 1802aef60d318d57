import type { ToolContext } from "@studio/ai";

import { inngest } from "@/inngest";

/** Lets the tools of `@studio/ai` send events without knowing Inngest. */
export const visionContext = (): ToolContext => ({
  sendEvent: (event) => inngest.send(event),
});
