import { freeSlots } from "@clinic/calendar";

import { inngest } from "../client.js";

/** Whoever waits is offered the hour that somebody gave up. */
export const offerSlot = inngest.createFunction(
  { id: "offer-slot", name: "Offer a slot", debounce: { period: "5m", key: "event.data.doctor" } },
  { event: "visit/cancelled" },
  async ({ event, step }) => step.run("slots", () => freeSlots(event.data.doctor, [])),
);
