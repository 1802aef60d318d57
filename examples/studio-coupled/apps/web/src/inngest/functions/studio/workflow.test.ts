import { expect, mock, test } from "bun:test";

import { call, fakeClient, fakeStep } from "../../testing";

mock.module("../../client", () => ({ inngest: fakeClient() }));

const { runStudioWorkflow } = await import("./workflow");

const workflowId = "7e0a3f5d-8d1b-4d0e-9a57-6a4f5f3f2b11";

test("nodes run after what they depend on, and images go to the archive", async () => {
  const step = fakeStep();
  const data = { workflowId, requestedBy: "editor" };
  const result = await call(runStudioWorkflow, { event: { name: "studio/workflow.requested", data }, step });

  expect(result).toEqual({
    workflows: [workflowId],
    outputs: {
      brief: "Draft: warm layers, quiet sea",
      photo: "A picture of harbour, pier",
      cover: "cover page\nDraft: warm layers, quiet sea\nA picture of harbour, pier",
    },
  });
  expect(step.sent).toHaveLength(1);
});
