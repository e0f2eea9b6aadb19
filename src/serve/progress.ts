import type { Clock } from "../core/clock.ts";
import type { Bus } from "../core/events.ts";
import type { Words } from "../words/index.ts";
import type { Progress as Answer } from "./contract/progress.ts";

interface Step {
  readonly task: string;
  readonly step: string;
  done: number;
  of: number;
}

/** Work that has said nothing for so long is taken as ended. */
const SILENCE_MS = 60_000;

/** Remembers what the running pipeline said on the bus, for pages that open in the middle of it. */
export class Progress {
  readonly #steps = new Map<string, Step>();
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #startedAt = 0;
  #lastAt = 0;

  constructor(bus: Bus, clock: Clock) {
    this.#clock = clock;
    this.#stop = bus.on("progress", (event) => this.#hear(event));
  }

  #hear({ task, step, done, of }: Step): void {
    const now = this.#clock.now().getTime();
    if (now - this.#lastAt > SILENCE_MS) {
      this.#steps.clear();
      this.#startedAt = now;
    }
    this.#lastAt = now;
    const key = `${task}\n${step}`;
    const known = this.#steps.get(key);
    if (known) Object.assign(known, { done, of });
    else this.#steps.set(key, { task, step, done, of });
    for (const listener of this.#listeners) listener();
  }

  /** Every step but the newest is over, whatever it said last. */
  answer(words: Words): Answer {
    const steps = [...this.#steps.values()];
    const running = steps.length > 0 && this.#clock.now().getTime() - this.#lastAt <= SILENCE_MS;
    return {
      running,
      startedAt: running ? new Date(this.#startedAt).toISOString() : null,
      steps: steps.map(({ task, step, done, of }, i) => ({
        task,
        step,
        text: words.say(`progress.${step}`),
        done,
        of,
        finished: i < steps.length - 1 || (of > 0 && done >= of),
      })),
    };
  }

  /** Calls `listener` after each change; the returned function stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }
}
