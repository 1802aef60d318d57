export const MODELS = {
  vision: "gemini-2.5-flash",
  text: "gemini-2.5-pro",
} as const;

export type Task = keyof typeof MODELS;
