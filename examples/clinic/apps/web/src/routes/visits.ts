import { inngest } from "../inngest/client.js";
import type { Visit } from "../inngest/events.js";

export async function POST(request: Request): Promise<Response> {
  const visit = (await request.json()) as Visit;
  await inngest.send({ name: "visit/booked", data: visit });
  return new Response(null, { status: 202 });
}

export async function DELETE(request: Request): Promise<Response> {
  const { inngest: client } = await import("../inngest/index.js");
  await client.send({ name: "visit/cancelled", data: (await request.json()) as Visit });
  return new Response(null, { status: 204 });
}
