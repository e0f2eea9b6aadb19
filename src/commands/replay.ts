import type { Command } from "commander";
import { type ReplayReport, replayRejects } from "../ingest/replay.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseMap, parseWhole } from "./parse.ts";

interface ReplayOptions extends CommonOptions {
  readonly import?: string;
  readonly source?: string;
  readonly map?: string;
  readonly dateFormat?: string;
  readonly historical?: boolean;
}

export function replayCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("replay"))
    .description("read rejected rows and refused events again, and store those that are good now; none twice")
    .option(
      "--import <number>",
      "only rows of this import (its number stands before its list of rejected rows)",
    )
    .option("--source <name>", "only what this source brought")
    .option("--map <field=column,...>", "say which column is which field, where the import had it wrong")
    .option("--date-format <format>", "how the dates are written that could not be read, e.g. %d.%m.%Y")
    .option("--historical", "take refused events of any age, as known when they happened")
    .addHelpText("after", "\nExample: kindred replay --import 3 --date-format DD.MM.YYYY")
    .action(async (options: ReplayOptions) => {
      await run(options, (context) => runReplay(context, options));
    });
}

async function runReplay(context: Context, options: ReplayOptions): Promise<number> {
  const { store, clock, work, words, json, out } = context;
  const report = await replayRejects(store, {
    ...(options.import === undefined ? {} : { importId: parseWhole("--import", options.import, 1) }),
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(options.map === undefined ? {} : { map: parseMap(options.map) }),
    ...(options.dateFormat === undefined ? {} : { dateFormat: options.dateFormat }),
    historical: options.historical === true,
    clock,
    work,
    tell: words.tell,
  });
  if (json) out.json(report);
  else printReplay(context, report);
  return report.stillRejected > 0 ? exitCode.refused : exitCode.done;
}

function printReplay({ words, out }: Context, report: ReplayReport): void {
  if (report.tried === 0) {
    out.line(words.say("commands.replay.none"));
    return;
  }
  for (const one of report.imports) {
    const { importId, table, file, tried, stored, duplicates, stillRejected } = one;
    out.line(
      words.say("commands.replay.one", { importId, table, file, tried, stored, duplicates, stillRejected }),
    );
    const { received, rejected } = one.report;
    const account = { received, rejected, stored: one.report.stored, duplicates: one.report.duplicates };
    out.line(words.say("commands.replay.account", account));
    for (const d of one.report.dispositions)
      if (d.what.code.startsWith("ingest.rejected.")) out.line(`    ${d.rows}: ${words.tell(d.what)}`);
    if (one.report.rejectsFile)
      out.line(`    ${words.say("commands.import.rejects", { file: one.report.rejectsFile })}`);
  }
  for (const one of report.events) out.line(words.say("commands.replay.events", { ...one }));
  const { tried, stored, duplicates, stillRejected } = report;
  out.line(words.say("commands.replay.done", { tried, stored, duplicates, stillRejected }));
}
