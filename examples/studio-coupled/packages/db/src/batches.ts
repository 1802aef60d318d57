import { db } from "./index";
import type { UploadBatch } from "./schema";

/** What a brand has uploaded so far: one batch for each brand. */
export const uploadBatches = {
  find: (brandId: string): Promise<UploadBatch | null> => db.uploadBatches.find(brandId),

  /** Adds an item, once however often a step is retried; answers how many the batch holds. */
  async add(brandId: string, itemId: string): Promise<number> {
    const batch = await db.uploadBatches.find(brandId);
    const itemIds = [...new Set([...(batch?.itemIds ?? []), itemId])];
    await db.uploadBatches.upsert({ id: brandId, itemIds });
    return itemIds.length;
  },
};
