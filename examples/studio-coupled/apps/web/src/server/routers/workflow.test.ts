import { createDatabase } from "@studio/db";
import { beforeEach, expect, mock, test } from "bun:test";

import { createCallerFactory } from "../trpc";

const send = mock(async (_event: unknown) => ({ ids: ["evt_test"] }));

mock.module("@/inngest/client", () => ({ inngest: { send } }));

const { workflowRouter } = await import("./workflow");

const caller = createCallerFactory(workflowRouter)({ db: createDatabase() });
const workflowId = "7e0a3f5d-8d1b-4d0e-9a57-6a4f5f3f2b11";

beforeEach(() => {
  send.mockClear();
});

test("running a workflow asks for it in the editor's name", async () => {
  expect(await caller.run({ workflowId })).toEqual({ title: "Winter lookbook" });
  expect(send.mock.calls[0]?.[0]).toEqual({
    name: "studio/workflow.requested",
    data: { workflowId, requestedBy: "editor" },
  });
});

test("an unknown workflow sends nothing", async () => {
  expect(caller.run({ workflowId: "00000000-0000-4000-8000-000000000000" })).rejects.toThrow("no row with id");
  expect(send).not.toHaveBeenCalled();
});
