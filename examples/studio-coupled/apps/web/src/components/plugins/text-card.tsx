import type { WorkflowNode } from "@studio/db/schema";

export function TextCard({ node }: { node: WorkflowNode }) {
  return <blockquote>{node.input}</blockquote>;
}
