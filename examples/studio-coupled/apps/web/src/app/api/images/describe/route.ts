import { z } from "zod";

import { generate } from "@/lib/ai/gemini-server";

const body = z.object({ imageUrl: z.string().url() });

export async function POST(request: Request): Promise<Response> {
  const parsed = body.safeParse(await request.json());
  if (!parsed.success) return Response.json({ issues: parsed.error.issues }, { status: 422 });
  return Response.json({ text: await generate("vision", `Describe the image at ${parsed.data.imageUrl}.`) });
}
