import type { Brand, Workflow } from "./schema";

export const brands: Brand[] = [
  {
    id: "4c6f9f0e-6f0c-4a52-9b61-0f3c8a3f7a10",
    name: "Fern & Loom",
    website: "https://fern-and-loom.example",
    palette: [],
    status: "draft",
  },
  {
    id: "b1d7a2c4-52d5-4f4a-8a6e-2f6f0c9be6d3",
    name: "Harbour Knits",
    website: "https://harbour-knits.example",
    palette: ["#1d3557", "#f1faee", "#e63946"],
    status: "ready",
  },
];

export const workflows: Workflow[] = [
  {
    id: "7e0a3f5d-8d1b-4d0e-9a57-6a4f5f3f2b11",
    brandId: "b1d7a2c4-52d5-4f4a-8a6e-2f6f0c9be6d3",
    title: "Winter lookbook",
    nodes: [
      { id: "cover", kind: "compose", input: "cover page", dependsOn: ["brief", "photo"] },
      { id: "brief", kind: "prompt", input: "warm layers, quiet sea", dependsOn: [] },
      { id: "photo", kind: "inspect-image", input: "https://cdn.example/harbour/pier.jpg", dependsOn: [] },
    ],
  },
];
