const MAX_BRAND_NAME = 40;

/** Asks a model to describe one item of a brand's collection. */
export function fashionItemPrompt(brandName: string, imageUrl: string): string {
  const brand = brandName.length > MAX_BRAND_NAME ? `${brandName.slice(0, MAX_BRAND_NAME)}…` : brandName;
  return `Describe the garment at ${imageUrl}, as the catalogue of ${brand} would.`;
}
