import { db } from "@studio/db";

import { inngest } from "../client";
import type { StudioWorkflowRequested } from "../events";
import { runStudioWorkflow } from "./studio/workflow";

/** Records a run around the workflow it invokes. Not served yet: the editor doesn't show runs. */
export const trackWorkflowRun = inngest.createFunction(
  { id: "workflow-run", name: "Track a workflow run", idempotency: "event.data.runId" },
  { event: "workflow/run.requested" },
  async ({ event, step }) => {
    const { runId, workflowId } = event.data;
    await step.run("start", () => db.workflowRuns.upsert({ id: runId, workflowId, status: "running", outputs: {} }));

    const data: StudioWorkflowRequested = { workflowId, requestedBy: "api" };
    const { outputs } = await step.invoke("run-workflow", { function: runStudioWorkflow, data });

    return step.run("finish", () => db.workflowRuns.update(runId, { status: "succeeded", outputs }));
  },
);
