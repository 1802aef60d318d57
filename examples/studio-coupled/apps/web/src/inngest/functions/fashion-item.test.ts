import { expect, mock, test } from "bun:test";

import { db } from "@studio/db";

import { call, fakeClient, fakeStep } from "../testing";

mock.module("../client", () => ({ inngest: fakeClient() }));
mock.module("@/lib/ai/gemini-server", () => ({ generate: async () => "A coat for the harbour" }));

const { processFashionItem } = await import("./fashion-item");

const brandId = "b1d7a2c4-52d5-4f4a-8a6e-2f6f0c9be6d3";
const itemId = "0d6a1f9c-3a52-4c0b-9f0e-5a7e6b1c2d33";

test("an item is described, classified and counted", async () => {
  const data = { itemId, brandId, imageUrl: "https://cdn.example/harbour/coat.jpg" };
  const result = await call(processFashionItem, { event: { name: "fashion/item.uploaded", data }, step: fakeStep() });

  expect(result).toEqual({ itemId, category: "top", uploaded: 1 });
  expect((await db.fashionItems.get(itemId)).description).toBe("A coat for the harbour");
});
