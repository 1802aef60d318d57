/** Picks `size` colors that depend on the text alone, so that a step can be retried. */
export function extractPalette(text: string, size = 4): string[] {
  let seed = 17;
  for (const char of text) seed = (seed * 33 + char.charCodeAt(0)) % 0xffffff;
  return Array.from({ length: size }, (_, index) => {
    const color = (seed + index * 0x2f4b1d) % 0xffffff;
    return `#${color.toString(16).padStart(6, "0")}`;
  });
}
