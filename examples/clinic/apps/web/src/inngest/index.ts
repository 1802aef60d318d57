export { inngest } from "./client.js";
export { offerSlot } from "./functions/offer-slot.js";
export { remind } from "./functions/remind.js";
