import { Worker } from "node:worker_threads";
import { KindredError } from "../../core/errors.ts";
import { kernelModule } from "../../core/kernel.ts";
import {
  CONTROL_BYTE,
  type Control,
  controlOf,
  HEAP_BYTE,
  instantiate,
  type Kernel,
  MAX_ARGS,
  MAX_THREADS,
  obey,
  word,
} from "./control.ts";
import type { WorkerStart } from "./worker.ts";

const PAGE = 65_536;
const MAX_PAGES = 65_536;
const ALIGN = 128;
const SPINS = 3000;

export interface TeamOptions {
  /** Name of the kernel: `kernels/<kernel>.ts`. */
  readonly kernel: string;
  /** Threads that work, the caller among them: 1 starts no worker. */
  readonly threads?: number;
  /**
   * Do not wait for the workers: until they are up the caller does their parts too, one after the other. Only for
   * kernels whose threads never wait for each other.
   */
  readonly atOnce?: boolean;
}

/**
 * A fork–join team over one shared WebAssembly memory. The caller is thread 0; `threads − 1` workers run the same
 * kernel on the same memory. `run` gives every thread its own arguments and returns when all have finished, so it
 * blocks: between two runs a long fit should let the event loop turn. Always close a team (`try … finally`).
 *
 *     const team = await Team.start({ kernel: "kmeans", threads: 2 });
 *     try {
 *       const points = team.floats(rows * 4);               // Float32Array in the shared memory
 *       points.view.set(x);
 *       team.run("assign", (thread) => [points.at, ...rowRange(rows, team.threads, thread, 4)]);
 *     } finally {
 *       await team.close();
 *     }
 */
export class Team {
  readonly threads: number;
  readonly memory: WebAssembly.Memory;
  readonly #workers: readonly Worker[];
  readonly #kernel: Kernel;
  readonly #control: Control;
  #top = HEAP_BYTE;
  #open = true;

  private constructor(memory: WebAssembly.Memory, kernel: Kernel, workers: readonly Worker[]) {
    this.memory = memory;
    this.threads = workers.length + 1;
    this.#workers = workers;
    this.#kernel = kernel;
    this.#control = controlOf(memory);
  }

  /** A team of the caller alone: ready at once, nothing to close. */
  static alone(kernel: string): Team {
    const memory = newMemory();
    return new Team(memory, instantiate(kernelModule(kernel), memory), []);
  }

  /** Starts the workers (some tens of milliseconds each) and, unless `atOnce`, waits until they are up. */
  static async start({ kernel, threads = 1, atOnce = false }: TeamOptions): Promise<Team> {
    if (!Number.isInteger(threads) || threads < 1 || threads > MAX_THREADS)
      throw new KindredError("bad-parameter", {
        name: "threads",
        value: threads,
        allowed: `1 … ${MAX_THREADS}`,
      });
    const module = kernelModule(kernel);
    const memory = newMemory();
    const instance = instantiate(module, memory);
    const workers: Worker[] = [];
    try {
      for (let thread = 1; thread < threads; thread++) {
        const workerData: WorkerStart = { module, memory, thread };
        workers.push(new Worker(new URL("./worker.ts", import.meta.url), { workerData, execArgv: [] }));
      }
      // A worker that never comes up is not waited for: its part is done by the caller.
      if (atOnce) for (const worker of workers) worker.once("error", () => {});
      else await Promise.all(workers.map(up));
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    }
    // A team that was forgotten does not keep the process alive.
    for (const worker of workers) worker.unref();
    return new Team(memory, instance, workers);
  }

  /**
   * Byte offset of `bytes` new bytes, all zero, aligned to 128. The memory grows as needed; past 4 GiB, the limit of
   * one WebAssembly memory, this throws `memory-limit`. Memory is given back when the team is.
   */
  alloc(bytes: number): number {
    const at = this.#top;
    const top = Math.ceil((at + bytes) / ALIGN) * ALIGN;
    const have = this.memory.buffer.byteLength / PAGE;
    const need = Math.ceil(top / PAGE);
    if (need > MAX_PAGES) throw memoryLimit(top);
    if (need > have) {
      // By an eighth more, so that many small pieces do not grow it each time.
      const pages = Math.min(MAX_PAGES, Math.max(need, Math.ceil(have * 1.125)));
      try {
        this.memory.grow(pages - have);
      } catch (cause) {
        throw memoryLimit(top, cause);
      }
    }
    this.#top = top;
    return at;
  }

  /** New zeroed shared arrays: `at` is their byte offset for the kernel, `view` the same memory for the caller. */
  floats(length: number): { readonly at: number; readonly view: Float32Array } {
    const at = this.alloc(length * 4);
    return { at, view: new Float32Array(this.memory.buffer, at, length) };
  }

  doubles(length: number): { readonly at: number; readonly view: Float64Array } {
    const at = this.alloc(length * 8);
    return { at, view: new Float64Array(this.memory.buffer, at, length) };
  }

  ints(length: number): { readonly at: number; readonly view: Int32Array } {
    const at = this.alloc(length * 4);
    return { at, view: new Int32Array(this.memory.buffer, at, length) };
  }

  bytes(length: number): { readonly at: number; readonly view: Uint8Array } {
    const at = this.alloc(length);
    return { at, view: new Uint8Array(this.memory.buffer, at, length) };
  }

  /**
   * Every thread runs the kernel's export `name` with the numbers `argsOf(thread)` (the same count for all, at most
   * 24; offsets are plain numbers). Returns each thread's result (0 where it returns nothing), valid until the next run.
   */
  run(name: string, argsOf: (thread: number) => readonly number[]): Float64Array {
    if (!this.#open) throw new Error("this team is closed");
    const control = this.#control;
    const words = control.words;
    words[word.task] = this.#indexOf(name);
    for (let thread = 0; thread < this.threads; thread++) {
      const args = argsOf(thread);
      if (args.length > MAX_ARGS) throw new RangeError(`more than ${MAX_ARGS} arguments for ${name}`);
      words[word.argCount] = args.length;
      control.args.set(args, thread * MAX_ARGS);
    }
    if (this.#allUp()) this.#forkJoin();
    else for (let thread = 0; thread < this.threads; thread++) obey(this.#kernel, control, thread);
    return control.results.subarray(0, this.threads);
  }

  /** Runs the kernel's export `name` on the calling thread only. */
  call(name: string, ...args: number[]): number {
    return this.#kernel.functions[this.#indexOf(name)]!(...args) ?? 0;
  }

  /** Byte offset of the control block: what a barrier inside a kernel needs. */
  get controlByte(): number {
    return CONTROL_BYTE;
  }

  /** Ends the workers and waits for them; safe to call twice. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    const words = this.#control.words;
    for (const worker of this.#workers) worker.ref();
    if (words[word.failed] === 1 || !this.#allUp()) {
      await Promise.all(this.#workers.map((worker) => worker.terminate()));
      return;
    }
    const gone = this.#workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    words[word.task] = -1;
    Atomics.add(words, word.order, 1);
    Atomics.notify(words, word.order);
    await Promise.all(gone);
  }

  /** Whether there are workers to order about. */
  #allUp(): boolean {
    const others = this.threads - 1;
    return others > 0 && Atomics.load(this.#control.words, word.up) === others;
  }

  #indexOf(name: string): number {
    const index = this.#kernel.names.indexOf(name);
    if (index < 0) throw new RangeError(`the kernel exports no ${name}`);
    return index;
  }

  #forkJoin(): void {
    const words = this.#control.words;
    const others = this.threads - 1;
    Atomics.store(words, word.done, 0);
    Atomics.add(words, word.order, 1);
    Atomics.notify(words, word.order);
    try {
      obey(this.#kernel, this.#control, 0);
    } catch (error) {
      Atomics.store(words, word.failed, 1);
      throw error;
    }
    for (let spins = 0; ; spins++) {
      const done = Atomics.load(words, word.done);
      if (done === others) break;
      if (spins > SPINS) Atomics.wait(words, word.done, done, 1000);
    }
    if (words[word.failed] === 1) throw new Error("a worker thread of the team failed");
  }
}

/** Rows [from, to) of `thread`: equal whole blocks of `align` rows, the same for the same counts. */
export function rowRange(rows: number, threads: number, thread: number, align = 16): [number, number] {
  const share = Math.ceil(rows / threads / align) * align;
  return [Math.min(rows, share * thread), Math.min(rows, share * (thread + 1))];
}

function newMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES, shared: true });
}

function up(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
}

function memoryLimit(bytes: number, cause?: unknown): KindredError {
  return new KindredError("memory-limit", { neededMb: Math.ceil(bytes / 2 ** 20), limitMb: 4096 }, { cause });
}
