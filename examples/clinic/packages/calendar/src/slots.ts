export interface Slot {
  doctor: string;
  hour: number;
}

/** The hours of a working day in which a doctor has nobody. */
export function freeSlots(doctor: string, taken: readonly number[]): Slot[] {
  return [9, 10, 11, 14, 15, 16].filter((hour) => !taken.includes(hour)).map((hour) => ({ doctor, hour }));
}
