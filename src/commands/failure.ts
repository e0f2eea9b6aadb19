import { stderr, stdout } from "node:process";
import { readSettings } from "../config.ts";
import { KindredError } from "../core/errors.ts";
import { type Language, languages, words } from "../words/index.ts";
import { exitCode } from "./context.ts";
import { Output } from "./output.ts";

/** Codes that mean the call itself was wrong (exit 2), not the work. */
const wrongCalls = new Set([
  "bad-option",
  "unknown-option",
  "unknown-setting",
  "bad-setting",
  "map-unknown-column",
  "map-unknown-field",
]);

/** Says what went wrong and what to do next, in the user's language; returns the exit code. */
export function reportFailure(error: unknown, args: readonly string[]): number {
  const known =
    error instanceof KindredError
      ? error
      : new KindredError("internal", { detail: message(error) }, { cause: error });
  const { say } = words(languageOf(args));
  const what = say(`errors.${known.code}.what`, known.data);
  const next = say(`errors.${known.code}.next`, known.data);
  if (args.includes("--json"))
    new Output((text) => stdout.write(text)).json({
      error: { code: known.code, what, next, data: known.data },
    });
  stderr.write(`${what}\n  ${next}\n`);
  if (known.code === "internal" && error instanceof Error) stderr.write(`${error.stack}\n`);
  if (known.code === "interrupted") return exitCode.interrupted;
  return wrongCalls.has(known.code) ? exitCode.wrongCall : exitCode.failed;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The language of the settings, as the call gives them; English where they are what is wrong. */
function languageOf(args: readonly string[]): Language {
  const workspace = optionValue(args, "--workspace") ?? optionValue(args, "-w");
  const lang = languages.find((l) => l === optionValue(args, "--lang"));
  try {
    return readSettings({ ...(workspace ? { workspace } : {}), ...(lang ? { lang } : {}) }).lang;
  } catch {
    return lang ?? "en";
  }
}

/** What stands after `option`, as `--lang ru` or `--lang=ru`. */
function optionValue(args: readonly string[], option: string): string | undefined {
  const at = args.findIndex((a) => a === option || a.startsWith(`${option}=`));
  return args[at] === option ? args[at + 1] : args[at]?.slice(option.length + 1);
}
