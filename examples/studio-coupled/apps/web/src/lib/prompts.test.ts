import { expect, test } from "bun:test";

import { fashionItemPrompt } from "./prompts";

test("a prompt names the image and the brand", () => {
  expect(fashionItemPrompt("Harbour Knits", "https://cdn.example/coat.jpg")).toBe(
    "Describe the garment at https://cdn.example/coat.jpg, as the catalogue of Harbour Knits would.",
  );
});

test("a long name is cut", () => {
  expect(fashionItemPrompt("x".repeat(41), "https://cdn.example/coat.jpg")).toEndWith(`of ${"x".repeat(40)}… would.`);
});
