import { resolve } from "node:path";
import type { Command } from "commander";
import { readSettings, type Settings } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { Bus } from "../core/events.ts";
import type { Work } from "../core/progress.ts";
import { Store } from "../store/store.ts";
import { type Words, words } from "../words/index.ts";
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

/** Exit codes of the contract: done, failed, wrong call, done but something was refused. */
export const exitCode = { done: 0, failed: 1, wrongCall: 2, refused: 3 } as const;

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
  const settings = readSettings({
    ...((options.workspace ?? defaults.workspace)
      ? { workspace: options.workspace ?? defaults.workspace }
      : {}),
    ...(options.lang ? { lang: options.lang } : {}),
  });
  const say = words(settings.lang);
  const progress = new ProgressLine(say);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  const bus = new Bus();
  const store = await Store.open({
    workspace: resolve(settings.workspace),
    memoryLimitMb: settings.memoryLimitMb,
    threads: settings.threads,
  });
  try {
    const work = {
      signal: stop.signal,
      onProgress(step: string, done: number, of: number) {
        progress.show(step, done, of);
        bus.emit("progress", { task: "command", step, done, of });
      },
    };
    return await verb({
      store,
      settings,
      words: say,
      json: options.json === true,
      bus,
      work,
      clock: systemClock,
    });
  } finally {
    progress.clear();
    await store.close();
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}
