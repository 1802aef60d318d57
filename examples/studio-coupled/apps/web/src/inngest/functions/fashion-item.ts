import { classifyGarment, inspectImage } from "@studio/ai";
import { db } from "@studio/db";

import { inngest } from "@/inngest/client";
import { generate } from "@/lib/ai/gemini-server";
import { batchStore } from "@/lib/batch-store";
import { fashionItemPrompt } from "@/lib/prompts";

export const processFashionItem = inngest.createFunction(
  {
    id: "fashion-item",
    name: "Process a fashion item",
    concurrency: 5,
    throttle: { limit: 60, period: "1m", key: "event.data.brandId" },
  },
  { event: "fashion/item.uploaded" },
  async ({ event, step }) => {
    const { itemId, brandId, imageUrl } = event.data;

    const { labels } = await inspectImage(imageUrl, {
      sendEvent: (toolEvent) => step.sendEvent("archive", toolEvent),
    });
    const description = await step.run("describe", async () => {
      const brand = await db.brands.get(brandId);
      return generate("vision", fashionItemPrompt(brand.name, imageUrl));
    });

    const category = classifyGarment(labels);
    await step.run("save", () =>
      db.fashionItems.upsert({ id: itemId, brandId, imageUrl, category, tags: labels, description }),
    );
    const uploaded = await step.run("count", () => batchStore.add(brandId, itemId));
    return { itemId, category, uploaded };
  },
);
