import { EventSchemas, Inngest } from "inngest";

import {
  BRAND_INGESTED,
  BRAND_INGESTION_REQUESTED,
  brandIngestedSchema,
  brandIngestionRequestedSchema,
  fashionItemUploadedSchema,
  studioWorkflowRequestedSchema,
  visionArchiveRequestedSchema,
  workflowRunRequestedSchema,
} from "./events";

export const inngest = new Inngest({
  id: "studio-web",
  schemas: new EventSchemas().fromZod({
    [BRAND_INGESTION_REQUESTED]: { data: brandIngestionRequestedSchema },
    [BRAND_INGESTED]: { data: brandIngestedSchema },
    "studio/workflow.requested": { data: studioWorkflowRequestedSchema },
    "workflow/run.requested": { data: workflowRunRequestedSchema },
    "fashion/item.uploaded": { data: fashionItemUploadedSchema },
    "vision/archive.requested": { data: visionArchiveRequestedSchema },
  }),
});
