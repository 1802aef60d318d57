import { EventSchemas, Inngest } from "inngest";

import {
  BRAND_INGESTED,
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
    "brand/ingestion.requested": { data: brandIngestionRequestedSchema },
    [BRAND_INGESTED]: { data: brandIngestedSchema },
    "studio/workflow.requested": { data: studioWorkflowRequestedSchema },
    "workflow/run.requested": { data: workflowRunRequestedSchema },
    "fashion/item.uploaded": { data: fashionItemUploadedSchema },
    "vision/archive.requested": { data: visionArchiveRequestedSchema },
  }),
});
