import { expect, test } from "bun:test";

import { chunkText, embed, indexPassages, searchPassages, similarity } from "./index";

test("chunks end at sentences", () => {
  expect(chunkText("One two. Three four! Five?", 12)).toEqual(["One two.", "Three four!", "Five?"]);
});

test("a text is most similar to itself", () => {
  expect(similarity(embed("linen shirt"), embed("linen shirt"))).toBeCloseTo(1);
});

test("search finds the passage that shares words with the query", () => {
  indexPassages("https://a.example", ["Heavy wool coats for the north.", "Linen shirts for warm evenings."]);
  expect(searchPassages("linen shirts", 1)).toEqual([
    { source: "https://a.example", text: "Linen shirts for warm evenings." },
  ]);
});
