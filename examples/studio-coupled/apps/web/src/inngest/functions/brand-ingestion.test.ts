import { expect, mock, test } from "bun:test";

import { db } from "@studio/db";

import { call, fakeClient, fakeStep } from "@/inngest/testing";

mock.module("@/inngest/client", () => ({ inngest: fakeClient() }));

const { ingestBrand } = await import("./brand-ingestion");

const brandId = "4c6f9f0e-6f0c-4a52-9b61-0f3c8a3f7a10";

test("an ingested brand is ready, has a palette and is announced", async () => {
  const step = fakeStep();
  const data = { brandId, website: "https://fern-and-loom.example", maxPages: 2 };
  await call(ingestBrand, { event: { name: "brand/ingestion.requested", data }, step });

  const brand = await db.brands.get(brandId);
  expect(brand.status).toBe("ready");
  expect(brand.palette).toHaveLength(4);
  expect(step.sent).toEqual([
    {
      id: `brand/ingestion.completed:${brandId}`,
      name: "brand/ingestion.completed",
      data: { brandId, passages: 1, palette: brand.palette },
    },
  ]);
});
