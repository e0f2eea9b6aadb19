import type { Clock } from "../../core/clock.ts";
import type { Store } from "../../store/store.ts";
import { type Projected, projectEvents } from "./project/project.ts";

export interface ProjectorOptions {
  readonly clock: Clock;
  /** Milliseconds from the first event that waits to the run that makes facts of it. */
  readonly delayMs?: number;
  readonly onProjected?: (done: Projected) => Promise<void>;
  readonly onError?: (error: unknown) => void;
}

const DELAY_MS = 3000;

/** In a server: makes facts of events some seconds after they came, one run at a time. */
export class Projector {
  readonly #store: Store;
  readonly #options: ProjectorOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(store: Store, options: ProjectorOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Something waits in the inbox. */
  soon(): void {
    if (this.#closed || this.#timer) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#run();
    }, this.#options.delayMs ?? DELAY_MS);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    const { clock, onProjected, onError } = this.#options;
    try {
      const done = await projectEvents(this.#store, clock, () => !this.#closed);
      if (done.events > 0) await onProjected?.(done);
    } catch (error) {
      // What waits stays in the inbox; the next run takes it.
      this.#again = true;
      onError?.(error);
    } finally {
      this.#running = undefined;
      if (this.#again) {
        this.#again = false;
        this.soon();
      }
    }
  }

  /** Resolves when no run is under way; what waits is made facts of at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
