import { parentPort, workerData } from "node:worker_threads";
import { controlOf, instantiate, obey, word } from "./control.ts";

/** What a worker of a team is started with. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}

/** Looks this often before it sleeps: orders come in quick succession while a model is fitted. */
const SPINS = 3000;

function serve({ module, memory, thread }: WorkerStart): void {
  const kernel = instantiate(module, memory);
  const control = controlOf(memory);
  const words = control.words;
  Atomics.add(words, word.up, 1);
  parentPort?.postMessage("up");
  for (let seen = 0; ; ) {
    for (let i = 0; i < SPINS && Atomics.load(words, word.order) === seen; i++);
    Atomics.wait(words, word.order, seen);
    seen = Atomics.load(words, word.order);
    if (words[word.task] === -1) return;
    try {
      obey(kernel, control, thread);
    } catch {
      Atomics.store(words, word.failed, 1);
    }
    Atomics.add(words, word.done, 1);
    Atomics.notify(words, word.done);
  }
}

serve(workerData as WorkerStart);
