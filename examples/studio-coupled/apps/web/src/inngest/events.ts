import { z } from "zod";

/** Pages an ingestion may read at most, whatever the request says. */
const MAX_PAGES = 25;
const DEFAULT_PAGES = 5;

const id = z.string().uuid();
const imageUrl = z.string().url();

export const BRAND_INGESTION_REQUESTED = "brand/ingestion.requested";
export const BRAND_INGESTED = "brand/ingestion.completed";

// Brands

export const brandIngestionRequestedSchema = z.object({
  brandId: id,
  website: z.string().url(),
  maxPages: z.number().int().positive().max(MAX_PAGES).default(DEFAULT_PAGES),
});

export const brandIngestedSchema = z.object({
  brandId: id,
  passages: z.number().int().nonnegative(),
  palette: z.array(z.string()),
});

// Studio workflows

export const studioWorkflowRequestedSchema = z.object({
  workflowId: id,
  requestedBy: z.enum(["editor", "schedule", "api"]),
});

export const workflowRunRequestedSchema = z.object({
  runId: id,
  workflowId: id,
});

// Images

export const fashionItemUploadedSchema = z.object({
  itemId: id,
  brandId: id,
  imageUrl,
});

export const visionArchiveRequestedSchema = z.object({
  imageUrl,
  caption: z.string(),
  labels: z.array(z.string()),
});

export type BrandIngestionRequested = z.infer<typeof brandIngestionRequestedSchema>;
export type BrandIngested = z.infer<typeof brandIngestedSchema>;
export type StudioWorkflowRequested = z.infer<typeof studioWorkflowRequestedSchema>;
export type WorkflowRunRequested = z.infer<typeof workflowRunRequestedSchema>;
export type FashionItemUploaded = z.infer<typeof fashionItemUploadedSchema>;
export type VisionArchiveRequested = z.infer<typeof visionArchiveRequestedSchema>;
