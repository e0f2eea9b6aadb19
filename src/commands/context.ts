import type { Command } from "commander";
import type { Settings } from "../config.ts";
import type { systemClock } from "../core/clock.ts";
import type { Bus } from "../core/events.ts";
import type { Work } from "../core/progress.ts";
import type { Store } from "../store/store.ts";
import type { Words } from "../words/index.ts";
import type { Output } from "./output.ts";

/** Options every verb takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** What a verb works with: the open workspace, its settings, the user's language, where it prints, progress and Ctrl-C. */
export interface Context {
  readonly store: Store;
  readonly settings: Settings;
  readonly words: Words;
  readonly json: boolean;
  readonly out: Output;
  /** A path as the user wrote it, as one that this process can open: the user may have typed it in another folder. */
  path(file: string): string;
  readonly bus: Bus;
  readonly work: Work & { readonly signal: AbortSignal };
  readonly clock: typeof systemClock;
}

/** How a verb is run. */
export interface How {
  /** The workspace where none is named. */
  readonly workspace?: string;
  /** Needs the workspace for itself: where a server has it, that is an error and not handed over. */
  readonly alone?: boolean;
  /** Changes nothing, so it waits for nobody. */
  readonly reads?: boolean;
  /** Runs before the workspace is opened. */
  prepare?(workspace: string, now: Date): Promise<void>;
}

/** Runs a verb on the workspace of `options`; `verb` returns the exit code. */
export type Run = (
  options: CommonOptions,
  verb: (context: Context) => Promise<number>,
  how?: How,
) => Promise<void>;

/** Adds every verb to a program; `run` runs them. */
export type AddVerbs = (program: Command, run: Run) => Command;

/** Exit codes of the contract: done, failed, wrong call, done but something was refused, stopped by the user. */
export const exitCode = { done: 0, failed: 1, wrongCall: 2, refused: 3, interrupted: 130 } as const;

/** Adds the options every verb takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("-w, --workspace <dir>", "folder that holds the data (default: ./workspace)")
    .option("--json", "print one JSON document on stdout")
    .option("--lang <lang>", "en, zh or ru");
}
