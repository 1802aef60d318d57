import { describe, expect, mock, test } from "bun:test";

import type { WorkflowNode } from "@studio/db/schema";

import type { ToolEvent } from "./tools/context";
import { planNodes, runNode } from "./workflow";

const node = (id: string, dependsOn: string[] = []): WorkflowNode => ({ id, kind: "prompt", input: id, dependsOn });

describe("planNodes", () => {
  test("puts dependencies first", () => {
    expect(planNodes([node("c", ["a", "b"]), node("a"), node("b", ["a"])]).map(({ id }) => id)).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("refuses a cycle", () => {
    expect(() => planNodes([node("a", ["b"]), node("b", ["a"])])).toThrow("Cycle: a -> b -> a");
  });
});

describe("runNode", () => {
  test("an inspected image goes to the archive through the context", async () => {
    const sendEvent = mock(async (_event: ToolEvent) => undefined);
    const image: WorkflowNode = {
      id: "photo",
      kind: "inspect-image",
      input: "https://cdn.example/wool-coat.jpg",
      dependsOn: [],
    };
    expect(await runNode(image, {}, { sendEvent })).toBe("A picture of wool, coat");
    expect(sendEvent.mock.calls[0]?.[0]).toEqual({
      name: "vision/archive.requested",
      data: { imageUrl: image.input, caption: "A picture of wool, coat", labels: ["wool", "coat"] },
    });
  });
});
