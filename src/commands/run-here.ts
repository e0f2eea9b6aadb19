import { resolve } from "node:path";
import process from "node:process";
import { readSettings, type Settings } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import { Bus } from "../core/events.ts";
import { Store } from "../store/store.ts";
import { words } from "../words/index.ts";
import { exitCode, type Run } from "./context.ts";
import { handOver } from "./hand-over.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { Output, ProgressLine } from "./output.ts";

/**
 * Runs verbs in this process: opens the workspace, runs the verb, closes it. Where a server has the workspace, that
 * server runs the verb instead (`args` as typed). Ctrl-C asks the work to stop and leaves the workspace whole.
 */
export function runHere(args: readonly string[]): Run {
  return async (options, verb, how = {}) => {
    const workspace = options.workspace ?? how.workspace;
    const settings = readSettings({
      ...(workspace ? { workspace } : {}),
      ...(options.lang ? { lang: options.lang } : {}),
    });
    const say = words(settings.lang);
    const progress = new ProgressLine(say);
    const interrupt = listenForInterrupt(exitCode.interrupted);
    const { signal } = interrupt;
    const out = new Output((text) => process.stdout.write(text));
    try {
      await how.prepare?.(resolve(settings.workspace), systemClock.now());
      process.exitCode = await withStore(settings, signal, (store) => {
        const bus = new Bus();
        const work = {
          signal,
          onProgress(step: string, done: number, of: number) {
            progress.show(step, done, of);
            bus.emit("progress", { task: "command", step, done, of });
          },
        };
        const json = options.json === true;
        const path = (file: string) => file;
        return verb({ store, settings, words: say, json, out, path, bus, work, clock: systemClock });
      }).catch((error: unknown) => {
        if (how.alone || !(error instanceof KindredError) || error.code !== "workspace-served") throw error;
        const call = { args: [...args], cwd: process.cwd(), lang: settings.lang };
        return handOver(error, resolve(settings.workspace), call, out, progress, signal);
      });
    } catch (error) {
      // Once the user has asked to stop, whatever stopped the work is that.
      throw signal.aborted ? new KindredError("interrupted", {}, { cause: error }) : error;
    } finally {
      progress.clear();
      interrupt.end();
    }
  };
}

/** Opens the store, closes it whatever happens; an error of `fn` is the one that is told. */
async function withStore<T>(
  settings: Settings,
  signal: AbortSignal,
  fn: (store: Store) => Promise<T>,
): Promise<T> {
  const { memoryLimitMb, threads, minFreeDiskMb, statementSeconds } = settings;
  const workspace = resolve(settings.workspace);
  const store = await Store.open({ workspace, memoryLimitMb, threads, minFreeDiskMb, statementSeconds });
  const stop = () => store.stop();
  let result: T;
  try {
    signal.throwIfAborted();
    signal.addEventListener("abort", stop);
    result = await fn(store);
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  await store.close();
  return result;
}
