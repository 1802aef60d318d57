import { embed, similarity, type Vector } from "./embed";

export { chunkText } from "./chunk";
export { embed, similarity, type Vector };

export type Passage = { source: string; text: string };

type Indexed = Passage & { vector: Vector };

const passages: Indexed[] = [];

export function indexPassages(source: string, texts: string[]): number {
  for (const text of texts) passages.push({ source, text, vector: embed(text) });
  return texts.length;
}

export function searchPassages(query: string, limit = 3): Passage[] {
  const vector = embed(query);
  return passages
    .map((passage) => ({ passage, score: similarity(vector, passage.vector) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ passage: { source, text } }) => ({ source, text }));
}
