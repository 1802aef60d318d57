import { extractPalette } from "@studio/ai";
import { db } from "@studio/db";
import { chunkText, indexPassages } from "@studio/rag";

import { inngest } from "@/inngest/client";
import { BRAND_INGESTED } from "@/inngest/events";
import { eventId } from "@/inngest/lib/event-id";

/** Reads a brand's site into the passage index and derives its palette. */
export const ingestBrand = inngest.createFunction(
  {
    id: "brand-ingestion",
    name: "Ingest a brand",
    retries: 3,
    concurrency: { limit: 2, key: "event.data.brandId" },
  },
  { event: "brand/ingestion.requested" },
  async ({ event, step }) => {
    const { brandId, website, maxPages } = event.data;

    const brand = await step.run("mark-ingesting", () => db.brands.update(brandId, { status: "ingesting" }));

    const chunks = await step.run("read-site", () => {
      const pages = Array.from({ length: maxPages }, (_, page) => `${brand.name}, page ${page + 1} of ${website}.`);
      return chunkText(pages.join(" "));
    });

    const passages = await step.run("index-passages", () => indexPassages(website, chunks));
    const palette = await step.run("extract-palette", () => extractPalette(chunks.join(" ")));

    await step.run("mark-ready", () => db.brands.update(brandId, { status: "ready", palette }));
    await step.sendEvent("announce", {
      id: eventId(BRAND_INGESTED, brandId),
      name: BRAND_INGESTED,
      data: { brandId, passages, palette },
    });

    return { brandId, passages, palette };
  },
);
