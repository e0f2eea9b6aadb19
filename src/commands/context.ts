import { resolve } from "node:path";
import type { Command } from "commander";
import { readSettings, type Settings } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import { Bus } from "../core/events.ts";
import type { Work } from "../core/progress.ts";
import { Store } from "../store/store.ts";
import { type Words, words } from "../words/index.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { ProgressLine } from "./output.ts";

/** Options every verb takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** What a verb works with: the open workspace, its settings, the user's language, progress and Ctrl-C. */
export interface Context {
  readonly store: Store;
  readonly settings: Settings;
  readonly words: Words;
  readonly json: boolean;
  readonly bus: Bus;
  readonly work: Work & { readonly signal: AbortSignal };
  readonly clock: typeof systemClock;
}

/** Exit codes of the contract: done, failed, wrong call, done but something was refused, stopped by the user. */
export const exitCode = { done: 0, failed: 1, wrongCall: 2, refused: 3, interrupted: 130 } as const;

/** Adds the options every verb takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("-w, --workspace <dir>", "folder that holds the data (default: ./workspace)")
    .option("--json", "print one JSON document on stdout")
    .option("--lang <lang>", "en, zh or ru");
}

/** Opens the workspace, runs `verb`, closes it; Ctrl-C asks the work to stop and leaves the workspace whole. */
export async function inWorkspace(
  options: CommonOptions,
  verb: (context: Context) => Promise<number>,
  defaults: { readonly workspace?: string } = {},
): Promise<number> {
  const workspace = options.workspace ?? defaults.workspace;
  const settings = readSettings({
    ...(workspace ? { workspace } : {}),
    ...(options.lang ? { lang: options.lang } : {}),
  });
  const say = words(settings.lang);
  const progress = new ProgressLine(say);
  const interrupt = listenForInterrupt(exitCode.interrupted);
  try {
    return await withStore(settings, interrupt.signal, (store) => {
      const bus = new Bus();
      const work = {
        signal: interrupt.signal,
        onProgress(step: string, done: number, of: number) {
          progress.show(step, done, of);
          bus.emit("progress", { task: "command", step, done, of });
        },
      };
      const json = options.json === true;
      return verb({ store, settings, words: say, json, bus, work, clock: systemClock });
    });
  } catch (error) {
    // Once the user has asked to stop, whatever stopped the work is that.
    throw interrupt.signal.aborted ? new KindredError("interrupted", {}, { cause: error }) : error;
  } finally {
    progress.clear();
    interrupt.end();
  }
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
