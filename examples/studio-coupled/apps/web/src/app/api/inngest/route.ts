import { serve } from "inngest/next";

import { ingestBrand, processFashionItem, runStudioWorkflow } from "@/inngest";
import { inngest } from "@/inngest/client";
import { withLogging } from "@/lib/with-logging";

// Long ingestions run many steps; each step is one request.
export const maxDuration = 300;
export const runtime = "nodejs";

const handler = serve({
  client: inngest,
  functions: [
    ingestBrand,
    runStudioWorkflow,
    processFashionItem,
    // workflow-run and vision-archive follow once the editor shows them.
  ],
});

export const GET = withLogging(handler.GET);
export const POST = withLogging(handler.POST);
export const PUT = withLogging(handler.PUT);
