import type { Command } from "commander";
import { themes } from "../flows/themes.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseWhole } from "./parse.ts";

interface ThemesOptions extends CommonOptions {
  readonly seed: string;
}

export function themesCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("themes"))
    .description("what reviews and posts are about, and what people like or complain of")
    .option("--seed <n>", "seed of the random numbers", "1")
    .addHelpText("after", "\nExample: kindred themes")
    .action(async (options: ThemesOptions) => {
      await run(options, (context) => runThemes(context, options));
    });
}

async function runThemes(context: Context, options: ThemesOptions): Promise<number> {
  const { store, settings, clock, work, words, json, out } = context;
  const seed = parseWhole("--seed", options.seed, 0);
  const report = await themes(store, { seed, threads: settings.threads, clock, work });
  if (json) {
    out.json({
      reviews: report?.reviews ?? 0,
      unclear: report?.unclear ?? 0,
      asOf: report?.asOf ?? null,
      version: report?.version ?? null,
      themes: (report?.themes ?? []).map((t) => ({ ...t, what: words.tell(t.what) })),
      tones: (report?.tones ?? []).map((t) => ({ ...t, reason: words.tell(t.reason) })),
      notes: (report?.notes ?? []).map((note) => words.tell(note)),
    });
    return exitCode.done;
  }
  if (!report) {
    out.line(words.say("themes.none"));
    return exitCode.done;
  }
  for (const { what } of report.themes) out.line(words.tell(what));
  out.line();
  for (const { reason } of report.tones) out.line(words.tell(reason));
  for (const note of report.notes) out.line(words.tell(note));
  return exitCode.done;
}
