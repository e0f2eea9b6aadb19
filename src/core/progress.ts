/** How long work tells what it is doing and how far it is; `signal` asks it to stop between steps. */
export interface Work {
  readonly signal?: AbortSignal;
  /** `step` is a word code (`progress.<step>`); done and of are in the step's own units. */
  onProgress?(step: string, done: number, of: number): void;
}
