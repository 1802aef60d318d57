export type Brand = {
  id: string;
  name: string;
  website: string;
  palette: string[];
  status: "draft" | "ingesting" | "ready";
};

export type WorkflowNode = {
  id: string;
  kind: "prompt" | "inspect-image" | "palette" | "compose";
  input: string;
  dependsOn: string[];
};

export type Workflow = {
  id: string;
  brandId: string;
  title: string;
  nodes: WorkflowNode[];
};

export type WorkflowRun = {
  id: string;
  workflowId: string;
  status: "queued" | "running" | "succeeded" | "failed";
  outputs: Record<string, string>;
};

export type FashionItem = {
  id: string;
  brandId: string;
  imageUrl: string;
  category: "top" | "bottom" | "dress" | "shoes" | "accessory" | "unknown";
  tags: string[];
  description: string;
};

export type UploadBatch = {
  /** The brand's id. */
  id: string;
  itemIds: string[];
};

export type VisionRecord = {
  id: string;
  imageUrl: string;
  caption: string;
  labels: string[];
  archivedAt: string | null;
};
