import { inngest } from "@/inngest/client";
import { workflowRunRequestedSchema } from "@/inngest/events";
import { eventId } from "@/inngest/lib/event-id";

type Params = { params: Promise<{ id: string }> };

export async function POST(_request: Request, { params }: Params): Promise<Response> {
  const { id } = await params;
  const parsed = workflowRunRequestedSchema.safeParse({ runId: crypto.randomUUID(), workflowId: id });
  if (!parsed.success) return Response.json({ error: "not a workflow id" }, { status: 400 });

  await inngest.send({
    id: eventId("workflow/run.requested", parsed.data.runId),
    name: "workflow/run.requested",
    data: parsed.data,
  });
  return Response.json({ runId: parsed.data.runId }, { status: 202 });
}
