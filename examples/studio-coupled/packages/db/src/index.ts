import type { Brand, FashionItem, UploadBatch, VisionRecord, Workflow, WorkflowRun } from "./schema";
import { brands, workflows } from "./seed";
import { Table } from "./table";

export type * from "./schema";
export { Table };

export function createDatabase() {
  return {
    brands: new Table<Brand>("brands", brands),
    workflows: new Table<Workflow>("workflows", workflows),
    workflowRuns: new Table<WorkflowRun>("workflow_runs"),
    fashionItems: new Table<FashionItem>("fashion_items"),
    uploadBatches: new Table<UploadBatch>("upload_batches"),
    visionRecords: new Table<VisionRecord>("vision_records"),
  };
}

export type Database = ReturnType<typeof createDatabase>;

const globalForDb = globalThis as typeof globalThis & { studioDb?: Database };

// One instance per process: the bundler may evaluate this module once per route.
export const db = (globalForDb.studioDb ??= createDatabase());
