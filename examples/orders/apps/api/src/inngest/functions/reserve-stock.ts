import { reserve } from "@orders/stock";

import { inngest } from "../client";

export const reserveStock = inngest.createFunction(
  { id: "reserve-stock", name: "Reserve stock", concurrency: { key: "event.data.article", limit: 1 } },
  { event: "order/placed" },
  async ({ event, step }) => {
    const { article, count, orderId, customer } = event.data;
    const left = await step.run("reserve", () => reserve(article, count));
    await step.sendEvent("reserved", { name: "order/reserved", data: { orderId, customer } });
    return { left };
  },
);
