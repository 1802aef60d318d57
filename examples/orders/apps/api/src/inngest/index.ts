import { confirmOrder } from "./functions/confirm-order";
import { reserveStock } from "./functions/reserve-stock";

export { inngest } from "./client";
export const functions = [reserveStock, confirmOrder];
