export { inngest } from "./client";
export * from "./events";
export { ingestBrand } from "./functions/brand-ingestion";
export { processFashionItem } from "./functions/fashion-item";
export { runStudioWorkflow } from "./functions/studio/workflow";
export { archiveVision } from "./functions/vision-archive";
export { trackWorkflowRun } from "./functions/workflow-run";
