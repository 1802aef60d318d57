import { send } from "@orders/mail";

import { subjectOf } from "@/lib/subjects";
import { inngest } from "../client";

export const confirmOrder = inngest.createFunction(
  { id: "confirm-order", name: "Confirm an order", retries: 5 },
  { event: "order/reserved" },
  async ({ event, step }) =>
    step.run("mail", () => send({ to: event.data.customer, subject: subjectOf(event.data.orderId) })),
);
