// What components may know of events: types, never the client.
export type { BrandIngested } from "@/inngest/events";
export type WorkflowRequester = import("@/inngest/events").StudioWorkflowRequested["requestedBy"];
