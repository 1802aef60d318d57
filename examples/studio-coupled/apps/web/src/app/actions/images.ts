"use server";

import { inspectImage } from "@studio/ai";

import { visionContext } from "@/server/vision-context";

export async function captionImage(_previous: string | null, form: FormData): Promise<string> {
  const { caption } = await inspectImage(String(form.get("imageUrl")), visionContext());
  return caption;
}
