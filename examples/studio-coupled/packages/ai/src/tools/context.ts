/** What a tool may ask the application to send. The application knows how; this package knows no queue. */
export type ToolEvent = {
  name: "vision/archive.requested";
  data: { imageUrl: string; caption: string; labels: string[] };
};

export type ToolContext = {
  sendEvent: (event: ToolEvent) => Promise<unknown>;
};
