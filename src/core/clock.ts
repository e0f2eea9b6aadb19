/** Where the wall clock is read. Rooms take a clock; tests pass a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const DAY_MS = 86_400_000;

/** Midnight UTC of the day `t` falls in. */
export function startOfDay(t: Date): Date {
  return new Date(Math.floor(t.getTime() / DAY_MS) * DAY_MS);
}

/** `t` moved by whole days (UTC, 24 hours each). */
export function addDays(t: Date, days: number): Date {
  return new Date(t.getTime() + days * DAY_MS);
}
