/** The subject line of a confirmation. */
export function subjectOf(orderId: string): string {
  return `Your order ${orderId} is on its way`;
}
