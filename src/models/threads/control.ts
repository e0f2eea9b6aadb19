/**
 * The block of shared memory through which a team talks. It lies below the heap and above a kernel's own static
 * data; the kernels' barrier (kernels/boosting.ts) reads `failed` and uses the two barrier words.
 */
export const CONTROL_BYTE = 32_768;
/** First byte that `Team.alloc` gives out. */
export const HEAP_BYTE = 65_536;
export const MAX_THREADS = 32;
export const MAX_ARGS = 24;

/** Int32 words of the block, counted from its start. */
export const word = {
  /** Counts orders; workers wait for it to move. */
  order: 0,
  /** Workers that have finished the present order. */
  done: 32,
  /** 1 after a thread failed: everybody stops. */
  failed: 64,
  /** Index of the kernel function to run; −1 = leave. */
  task: 65,
  /** Arguments each thread was given. */
  argCount: 66,
  /** Workers that are up. */
  up: 67,
  /** Barrier inside a kernel: threads that have arrived, and the round. */
  arrived: 96,
  round: 128,
} as const;

/** Float64 words: results, one a thread, then MAX_ARGS arguments a thread. */
const RESULTS_BYTE = CONTROL_BYTE + 1024;
const ARGS_BYTE = RESULTS_BYTE + 8 * MAX_THREADS;

export interface Control {
  readonly words: Int32Array;
  readonly results: Float64Array;
  readonly args: Float64Array;
}

export function controlOf(memory: WebAssembly.Memory): Control {
  return {
    words: new Int32Array(memory.buffer, CONTROL_BYTE, 256),
    results: new Float64Array(memory.buffer, RESULTS_BYTE, MAX_THREADS),
    args: new Float64Array(memory.buffer, ARGS_BYTE, MAX_THREADS * MAX_ARGS),
  };
}

type KernelFunction = (...args: number[]) => number | undefined;

/** The functions a kernel exports, by name, in an order that every thread agrees on. */
export interface Kernel {
  readonly names: readonly string[];
  readonly functions: readonly KernelFunction[];
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  const abort = () => {
    throw new Error("a kernel aborted");
  };
  const exported = new WebAssembly.Instance(module, { env: { memory, abort } }).exports;
  const names = Object.keys(exported)
    .filter((name) => typeof exported[name] === "function")
    .sort();
  return { names, functions: names.map((name) => exported[name] as KernelFunction) };
}

/** Runs thread `thread`'s part of the order in the block and stores what it returned. */
export function obey(kernel: Kernel, control: Control, thread: number): void {
  const task = kernel.functions[control.words[word.task]!]!;
  const from = thread * MAX_ARGS;
  const args = Array.from(control.args.subarray(from, from + control.words[word.argCount]!));
  control.results[thread] = task(...args) ?? 0;
}
