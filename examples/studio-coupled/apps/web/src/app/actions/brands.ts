"use server";

import { db } from "@studio/db";
import { revalidatePath } from "next/cache";

import { inngest } from "../../inngest/client";
import {
  BRAND_INGESTION_REQUESTED,
  brandIngestionRequestedSchema,
  type BrandIngestionRequested,
} from "../../inngest/events";

export async function requestIngestion(form: FormData): Promise<void> {
  const brand = await db.brands.get(String(form.get("brandId")));
  const data: BrandIngestionRequested = brandIngestionRequestedSchema.parse({
    brandId: brand.id,
    website: brand.website,
  });
  await inngest.send({ name: BRAND_INGESTION_REQUESTED, data });
  revalidatePath("/");
}
