/** What rooms tell each other without importing each other (ingest never calls live: live listens here). */
export interface BusEvents {
  progress: { task: string; step: string; done: number; of: number };
  imported: { table: string; importId: number };
  published: { tables: readonly string[] };
}

type Listener<T> = (event: T) => void;

/** A typed in-process bus. A listener that throws does not stop the others; its error goes to `onError`. */
export class Bus {
  readonly #listeners = new Map<keyof BusEvents, Set<Listener<never>>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void = () => {}) {
    this.#onError = onError;
  }

  /** Listens; the returned function stops listening. */
  on<K extends keyof BusEvents>(name: K, listener: Listener<BusEvents[K]>): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener as Listener<never>);
    return () => set.delete(listener as Listener<never>);
  }

  emit<K extends keyof BusEvents>(name: K, event: BusEvents[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as Listener<BusEvents[K]>)(event);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
