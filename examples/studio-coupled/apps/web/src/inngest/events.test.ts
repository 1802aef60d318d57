import { expect, test } from "bun:test";

import { brandIngestionRequestedSchema, type BrandIngestionRequested } from "./events";

const request = {
  brandId: "4c6f9f0e-6f0c-4a52-9b61-0f3c8a3f7a10",
  website: "https://fern-and-loom.example",
};

test("an ingestion reads five pages unless told otherwise", () => {
  const parsed: BrandIngestionRequested = brandIngestionRequestedSchema.parse(request);
  expect(parsed.maxPages).toBe(5);
});

test("an ingestion never reads more than 25 pages", () => {
  expect(brandIngestionRequestedSchema.safeParse({ ...request, maxPages: 26 }).success).toBe(false);
});
