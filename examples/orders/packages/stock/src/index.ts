const shelves = new Map<string, number>([
  ["kettle", 12],
  ["teapot", 3],
]);

/** Takes articles off the shelf; answers how many are left. */
export async function reserve(article: string, count: number): Promise<number> {
  const left = (shelves.get(article) ?? 0) - count;
  if (left < 0) throw new Error(`not enough of ${article}`);
  shelves.set(article, left);
  return left;
}
