/** An id by which Inngest drops the same event sent twice within a day. */
export function eventId(name: string, ...parts: string[]): string {
  return [name, ...parts].join(":");
}
