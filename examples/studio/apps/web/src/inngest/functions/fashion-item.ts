import { classifyGarment, inspectImage } from "@studio/ai";
import { db } from "@studio/db";

import { inngest } from "@/inngest/client";

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

    return step.run("save", () =>
      db.fashionItems.upsert({ id: itemId, brandId, imageUrl, category: classifyGarment(labels), tags: labels }),
    );
  },
);
