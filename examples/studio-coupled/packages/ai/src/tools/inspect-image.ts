import type { ToolContext } from "./context";

export type Inspection = { caption: string; labels: string[] };

const WORDS = /[a-z]{3,}/g;
const IGNORED = new Set(["https", "http", "cdn", "example", "jpg", "jpeg", "png", "webp"]);

/** Captions an image and hands the result to the archive through the caller's `sendEvent`. */
export async function inspectImage(imageUrl: string, context: ToolContext): Promise<Inspection> {
  const labels = [...new Set(imageUrl.toLowerCase().match(WORDS) ?? [])].filter((word) => !IGNORED.has(word));
  const caption = labels.length > 0 ? `A picture of ${labels.join(", ")}` : "A picture";
  await context.sendEvent({ name: "vision/archive.requested", data: { imageUrl, caption, labels } });
  return { caption, labels };
}
