import type { FashionItem } from "@studio/db/schema";

const CATEGORIES: Record<string, FashionItem["category"]> = {
  shirt: "top",
  knit: "top",
  coat: "top",
  trousers: "bottom",
  skirt: "bottom",
  dress: "dress",
  boots: "shoes",
  scarf: "accessory",
};

export function classifyGarment(labels: string[]): FashionItem["category"] {
  for (const label of labels) {
    const category = CATEGORIES[label];
    if (category) return category;
  }
  return "unknown";
}
