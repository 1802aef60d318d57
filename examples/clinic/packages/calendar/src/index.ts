export { freeSlots } from "./slots.js";
export type { Slot } from "./slots.js";
