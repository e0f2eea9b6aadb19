import type { Command } from "commander";
import { importFile } from "../ingest/import.ts";
import type { ImportReport } from "../ingest/report.ts";
import { type CommonOptions, type Context, exitCode, inWorkspace, withCommonOptions } from "./context.ts";
import { printJson, printLine, printTable } from "./output.ts";
import { parseMap } from "./parse.ts";

interface ImportOptions extends CommonOptions {
  readonly as: string;
  readonly map?: string;
  readonly dateFormat?: string;
  readonly currency?: string;
  readonly replace?: boolean;
}

/** Rejected rows above this share of a file make `import` exit with 3. */
const REJECT_LIMIT = 0.05;

export function importCommand(program: Command): void {
  withCommonOptions(program.command("import <file...>"))
    .description("store files of customers, orders, products, …; columns are found by name and content")
    .requiredOption(
      "--as <table>",
      "customers, identities, orders, products, events, messages, reviews, payments or loyalty",
    )
    .option(
      "--map <field=column,...>",
      "say yourself which column is which field (columns without a header: #1, #2, …)",
    )
    .option("--date-format <format>", "how dates are written, e.g. %d.%m.%Y %H:%M")
    .option("--currency <code>", "currency of the amounts, e.g. EUR")
    .option("--append", "add to what is stored (the default)")
    .option("--replace", "put the file in the place of what is stored of this table")
    .addHelpText("after", "\nExample: kindred import my.csv --as orders --map customer=client_no,date=day")
    .action(async (files: string[], options: ImportOptions) => {
      process.exitCode = await inWorkspace(options, (context) => runImport(context, files, options));
    });
}

async function runImport(
  context: Context,
  files: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const reports: ImportReport[] = [];
  for (const [i, file] of files.entries()) {
    reports.push(
      await importFile(context.store, file, {
        table: options.as,
        ...(options.map ? { map: parseMap(options.map) } : {}),
        ...(options.dateFormat ? { dateFormat: options.dateFormat } : {}),
        ...(options.currency ? { currency: options.currency } : {}),
        mode: options.replace && i === 0 ? "replace" : "append",
        clock: context.clock,
        work: context.work,
      }),
    );
  }
  if (context.json) printJson(reports.length === 1 ? reports[0] : { imports: reports });
  else for (const report of reports) printReport(context, report);
  return reports.some((r) => r.rejected > REJECT_LIMIT * r.received) ? exitCode.refused : exitCode.done;
}

/** What was done with every row of the file, in the user's words. */
export function printReport({ words }: Context, report: ImportReport): void {
  printLine(words.say("commands.import.account", { ...report }));
  printTable(
    [words.say("commands.import.rows"), words.say("commands.import.what")],
    report.dispositions.map((d) => [d.rows, words.tell(d.what)]),
  );
  printLine(
    words.say("commands.import.mapping", {
      mapping: report.mapping.map((m) => `${m.field} = ${m.column}`).join(", "),
    }),
  );
  if (report.rejectsFile) printLine(words.say("commands.import.rejects", { file: report.rejectsFile }));
}
