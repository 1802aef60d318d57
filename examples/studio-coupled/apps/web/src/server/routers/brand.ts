import { searchPassages } from "@studio/rag";
import { z } from "zod";

import { inngest } from "@/inngest/client";
import { brandIngestionRequestedSchema } from "@/inngest/events";

import { procedure, router } from "../trpc";

export const brandRouter = router({
  list: procedure.query(({ ctx }) => ctx.db.brands.list()),

  search: procedure.input(z.object({ query: z.string().min(2) })).query(({ input }) => searchPassages(input.query)),

  ingest: procedure.input(brandIngestionRequestedSchema).mutation(async ({ input }) => {
    const { ids } = await inngest.send({ name: "brand/ingestion.requested", data: input });
    return { eventId: ids[0] };
  }),
});
