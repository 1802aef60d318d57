// Lives in the database's package now; the app keeps the name it knew it by.
export { uploadBatches as batchStore } from "@studio/db/batches";
export type { UploadBatch } from "@studio/db/schema";
