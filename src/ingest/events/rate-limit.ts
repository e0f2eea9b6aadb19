import type { HttpSource } from "./write-keys.ts";

interface Bucket {
  left: number;
  atMs: number;
}

/** Keeps each source to its events a second; a burst of one second, or one whole call, passes. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  takes({ name, eventsPerSecond }: HttpSource, events: number, nowMs: number): boolean {
    if (eventsPerSecond === undefined) return true;
    const bucket = this.#buckets.get(name) ?? { left: eventsPerSecond, atMs: nowMs };
    this.#buckets.set(name, bucket);
    const passed = Math.max(0, nowMs - bucket.atMs) / 1000;
    bucket.left = Math.min(eventsPerSecond, bucket.left + passed * eventsPerSecond);
    bucket.atMs = nowMs;
    if (bucket.left < Math.min(events, eventsPerSecond)) return false;
    bucket.left -= events;
    return true;
  }
}
