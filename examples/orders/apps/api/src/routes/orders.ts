import { inngest } from "@/inngest";
import { type OrderPlaced, orderPlaced } from "@/inngest/events";

/** Takes an order in; stock and mail follow in the background. */
export async function POST(request: Request): Promise<Response> {
  const order: OrderPlaced = orderPlaced.parse(await request.json());
  await inngest.send({ name: "order/placed", data: order });
  return Response.json({ accepted: order.orderId }, { status: 202 });
}
