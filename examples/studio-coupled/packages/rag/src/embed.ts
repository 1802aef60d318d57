export type Vector = number[];

const DIMENSIONS = 32;

/** A bag-of-words vector: words are hashed into buckets and the result has length one. */
export function embed(text: string): Vector {
  const vector: Vector = new Array(DIMENSIONS).fill(0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    let hash = 7;
    for (const char of word) hash = (hash * 31 + char.charCodeAt(0)) % 65521;
    const bucket = hash % DIMENSIONS;
    vector[bucket] = (vector[bucket] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

export function similarity(a: Vector, b: Vector): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
