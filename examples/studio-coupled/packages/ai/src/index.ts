export { classifyGarment } from "./fashion";
export { extractPalette } from "./palette";
export type { ToolContext, ToolEvent } from "./tools/context";
export { inspectImage, type Inspection } from "./tools/inspect-image";
export { planNodes, runNode } from "./workflow";
