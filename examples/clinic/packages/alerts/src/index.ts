/** A reminder as it goes out to a phone. */
export function reminder(name: string, hour: number): string {
  return `${name}, we expect you at ${hour}:00.`;
}
