import { z } from "zod";

const visit = z.object({ patient: z.string(), doctor: z.string(), hour: z.number() });

export const events = {
  "visit/booked": { data: visit },
  "visit/cancelled": { data: visit.extend({ reason: z.string().optional() }) },
};

export type Visit = z.infer<typeof visit>;
