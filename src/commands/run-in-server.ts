import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import type { CommandCalls } from "../serve/context.ts";
import { type Language, languages, words } from "../words/index.ts";
import { type AddVerbs, type Context, exitCode, type Run } from "./context.ts";
import { Output } from "./output.ts";

/**
 * Runs the verbs that others hand over to the server of `context`, on its open workspace. One that changes something
 * waits until the one before it has ended.
 */
export function runInServer({ store, settings, bus, clock }: Context, addVerbs: AddVerbs): CommandCalls {
  let before: Promise<unknown> = Promise.resolve();
  return async (call, { write, onProgress, signal }) => {
    let code: number = exitCode.done;
    const lang = known(call.lang) ?? settings.lang;
    const run: Run = async (options, verb, how = {}) => {
      if (how.alone) throw new Error(`not to be handed over: ${call.args[0]}`);
      const work = {
        signal,
        onProgress(step: string, done: number, of: number) {
          onProgress(step, done, of);
          bus.emit("progress", { task: "command", step, done, of });
        },
      };
      const start = () => {
        signal.throwIfAborted();
        return verb({
          store,
          settings: { ...settings, lang },
          words: words(known(options.lang) ?? lang),
          json: options.json === true,
          out: new Output(write),
          path: (file) => resolve(call.cwd, file),
          bus,
          work,
          clock,
        });
      };
      if (how.reads) code = await start();
      else {
        const turn = before.then(start, start);
        before = turn;
        code = await turn;
      }
    };
    const program = new Command("kindred")
      .exitOverride()
      .configureOutput({ writeOut: write, writeErr: write });
    try {
      await addVerbs(program, run).parseAsync([...call.args], { from: "user" });
    } catch (error) {
      // The caller has read the same arguments before; only other versions disagree about them.
      if (error instanceof CommanderError) return exitCode.wrongCall;
      throw error;
    }
    return code;
  };
}

function known(lang: string | undefined): Language | undefined {
  return languages.find((l) => l === lang);
}
