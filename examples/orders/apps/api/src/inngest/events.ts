import { z } from "zod";

export const orderPlaced = z.object({
  orderId: z.string(),
  article: z.string(),
  count: z.number().int().positive(),
  customer: z.string().email(),
});

export const events = {
  "order/placed": { data: orderPlaced },
  "order/reserved": { data: orderPlaced.pick({ orderId: true, customer: true }) },
};

export type OrderPlaced = z.infer<typeof orderPlaced>;
