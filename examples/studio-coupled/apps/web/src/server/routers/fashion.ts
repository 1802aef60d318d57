import { z } from "zod";

import { inngest, type FashionItemUploaded } from "@/inngest";
import { batchStore, type UploadBatch } from "@/lib/batch-store";

import { procedure, router } from "../trpc";

const upload = z.object({ brandId: z.string().uuid(), imageUrl: z.string().url() });

export const fashionRouter = router({
  list: procedure.query(({ ctx }) => ctx.db.fashionItems.list()),

  batch: procedure
    .input(upload.pick({ brandId: true }))
    .query(({ input }): Promise<UploadBatch | null> => batchStore.find(input.brandId)),

  upload: procedure.input(upload).mutation(async ({ input }) => {
    const item: FashionItemUploaded = { itemId: crypto.randomUUID(), ...input };
    await inngest.send({ name: "fashion/item.uploaded", data: item });
    return { itemId: item.itemId };
  }),
});
