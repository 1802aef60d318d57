import pRetry from "p-retry";
import { z } from "zod";

import { MODELS, type Task } from "@/lib/ai/models";

const ENDPOINT = "https://generativelanguage.googleapis.com/v1beta/models";

const answer = z.object({
  candidates: z.array(z.object({ content: z.object({ parts: z.array(z.object({ text: z.string() })) }) })),
});

/** Asks Gemini. Without a key, as in tests and on a developer's machine, the prompt is the answer. */
export async function generate(task: Task, prompt: string): Promise<string> {
  const key = process.env.GEMINI_API_KEY;
  if (!key) return prompt;

  const ask = async (): Promise<string> => {
    const response = await fetch(`${ENDPOINT}/${MODELS[task]}:generateContent`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-goog-api-key": key },
      body: JSON.stringify({ contents: [{ parts: [{ text: prompt }] }] }),
    });
    if (!response.ok) throw new Error(`Gemini answered ${response.status}`);
    const { candidates } = answer.parse(await response.json());
    return candidates[0]?.content.parts.map(({ text }) => text).join("") ?? "";
  };
  return pRetry(ask, { retries: 2 });
}
