import type { WorkflowNode } from "@studio/db/schema";

import { extractPalette } from "./palette";
import type { ToolContext } from "./tools/context";
import { inspectImage } from "./tools/inspect-image";

/** Orders nodes so that each one comes after everything it depends on. Throws on a cycle or an unknown id. */
export function planNodes(nodes: WorkflowNode[]): WorkflowNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ordered = new Set<WorkflowNode>();

  const visit = (id: string, path: string[]): void => {
    const node = byId.get(id);
    if (!node) throw new Error(`Unknown node ${id}`);
    if (ordered.has(node)) return;
    if (path.includes(id)) throw new Error(`Cycle: ${[...path, id].join(" -> ")}`);
    for (const dependency of node.dependsOn) visit(dependency, [...path, id]);
    ordered.add(node);
  };

  for (const node of nodes) visit(node.id, []);
  return [...ordered];
}

export async function runNode(
  node: WorkflowNode,
  outputs: Record<string, string>,
  context: ToolContext,
): Promise<string> {
  switch (node.kind) {
    case "prompt":
      return `Draft: ${node.input}`;
    case "palette":
      return extractPalette(node.input).join(" ");
    case "inspect-image":
      return (await inspectImage(node.input, context)).caption;
    case "compose":
      return [node.input, ...node.dependsOn.map((id) => outputs[id] ?? "")].join("\n");
  }
}
