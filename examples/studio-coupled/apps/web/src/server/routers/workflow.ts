import { inngest } from "@/inngest/client";
import { studioWorkflowRequestedSchema } from "@/inngest/events";
import type { WorkflowRequester } from "@/types/events";

import { procedure, router } from "../trpc";

const requestedBy: WorkflowRequester = "editor";

export const workflowRouter = router({
  list: procedure.query(({ ctx }) => ctx.db.workflows.list()),

  run: procedure.input(studioWorkflowRequestedSchema.pick({ workflowId: true })).mutation(async ({ ctx, input }) => {
    const workflow = await ctx.db.workflows.get(input.workflowId);
    await inngest.send({
      name: "studio/workflow.requested",
      data: { workflowId: workflow.id, requestedBy },
    });
    return { title: workflow.title };
  }),
});
