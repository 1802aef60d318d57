import { fashionItemUploadedSchema } from "../../../../inngest/events";

export async function POST(request: Request): Promise<Response> {
  const parsed = fashionItemUploadedSchema.safeParse(await request.json());
  if (!parsed.success) return Response.json({ issues: parsed.error.issues }, { status: 422 });

  // The bucket calls this for every file, most of which are no items: load the client only for those that are.
  const { inngest } = await import("@/inngest/client");
  await inngest.send({ name: "fashion/item.uploaded", data: parsed.data });
  return new Response(null, { status: 202 });
}
