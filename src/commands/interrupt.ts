import process from "node:process";

/** A terminal tells every process of a command at once and the launcher passes it on: one Ctrl-C can come twice. */
const SAME_KEY_MS = 500;

/** What Ctrl-C does to a verb. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C (or SIGTERM). */
  readonly signal: AbortSignal;
  /** Gives Ctrl-C back to Node. */
  end(): void;
}

/** The first Ctrl-C asks the work to stop; a later one ends the process with `code`, which loses nothing either. */
export function listenForInterrupt(code: number): Interrupt {
  const stop = new AbortController();
  let first = 0;
  const listener = () => {
    const now = performance.now();
    if (!stop.signal.aborted) {
      first = now;
      stop.abort();
    } else if (now - first > SAME_KEY_MS) process.exit(code);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: stop.signal,
    end() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
