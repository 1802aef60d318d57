import { planNodes, runNode } from "@studio/ai";
import { db } from "@studio/db";
import { NonRetriableError } from "inngest";

import { pluginFor } from "@/server/plugin-registry";

import { inngest } from "../../client";

/** Runs a workflow node by node, each node as a step of its own. */
export const runStudioWorkflow = inngest.createFunction(
  { id: "studio-workflow", name: "Run a studio workflow", retries: 2 },
  [{ event: "studio/workflow.requested" }, { event: "brand/ingestion.completed" }],
  async ({ event, step }) => {
    const workflows = await step.run("load", async () => {
      if (event.name === "studio/workflow.requested") return [await db.workflows.get(event.data.workflowId)];
      return "brandId" in event.data ? db.workflows.list({ brandId: event.data.brandId }) : [];
    });

    const outputs: Record<string, string> = {};
    for (const workflow of workflows) {
      if (workflow.nodes.length === 0) throw new NonRetriableError(`${workflow.title} has no nodes`);
      for (const node of planNodes(workflow.nodes)) {
        const { label, maxInput } = pluginFor(node);
        if (node.input.length > maxInput) throw new NonRetriableError(`${label} ${node.id} is too long`);
        // Not wrapped in a step: an image node sends an event, and steps don't nest.
        outputs[node.id] = await runNode(node, outputs, {
          sendEvent: (toolEvent) => step.sendEvent(`archive-${node.id}`, toolEvent),
        });
      }
    }
    return { workflows: workflows.map(({ id }) => id), outputs };
  },
);
