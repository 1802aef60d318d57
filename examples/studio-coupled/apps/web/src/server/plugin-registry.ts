import type { WorkflowNode } from "@studio/db/schema";
import type { ComponentType } from "react";

import { PaletteCard } from "@/components/plugins/palette-card";
import { TextCard } from "@/components/plugins/text-card";

export type Plugin = {
  label: string;
  /** What a run refuses, and the editor warns of. */
  maxInput: number;
  Card: ComponentType<{ node: WorkflowNode }>;
};

const plugins: Record<WorkflowNode["kind"], Plugin> = {
  prompt: { label: "Prompt", maxInput: 2000, Card: TextCard },
  "inspect-image": { label: "Image", maxInput: 500, Card: TextCard },
  palette: { label: "Palette", maxInput: 200, Card: PaletteCard },
  compose: { label: "Page", maxInput: 2000, Card: TextCard },
};

export function pluginFor(node: WorkflowNode): Plugin {
  return plugins[node.kind];
}
