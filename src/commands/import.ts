import type { Command } from "commander";
import { importFile, previewFile, type ReadOptions } from "../ingest/import.ts";
import type { ImportFormat, ImportReport, MappedColumn } from "../ingest/report.ts";
import type { Preview } from "../ingest/stage/request.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { parseMap } from "./parse.ts";

interface ImportOptions extends CommonOptions {
  readonly as: string;
  readonly map?: string;
  readonly dateFormat?: string;
  readonly currency?: string;
  readonly replace?: boolean;
  readonly preview?: boolean;
}

/** Rejected rows above this share of a file make `import` exit with 3. */
const REJECT_LIMIT = 0.05;

export function importCommand(program: Command, run: Run): void {
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
    .option("--preview", "show how the file would be read and its first rows; store nothing")
    .addHelpText("after", "\nExample: kindred import my.csv --as orders --map customer=client_no,date=day")
    .action(async (files: string[], options: ImportOptions) => {
      await run(options, (context) =>
        options.preview ? runPreview(context, files, options) : runImport(context, files, options),
      );
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
      await importFile(context.store, context.path(file), {
        ...readOptions(context, options),
        mode: options.replace && i === 0 ? "replace" : "append",
        clock: context.clock,
        tell: context.words.tell,
      }),
    );
  }
  if (context.json) context.out.json(reports.length === 1 ? reports[0] : { imports: reports });
  else for (const report of reports) printReport(context, report);
  return reports.some((r) => r.rejected > REJECT_LIMIT * r.received) ? exitCode.refused : exitCode.done;
}

function readOptions(context: Context, options: ImportOptions): ReadOptions {
  return {
    table: options.as,
    ...(options.map ? { map: parseMap(options.map) } : {}),
    ...(options.dateFormat ? { dateFormat: options.dateFormat } : {}),
    ...(options.currency ? { currency: options.currency } : {}),
    work: context.work,
  };
}

async function runPreview(
  context: Context,
  files: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const previews: Preview[] = [];
  for (const file of files)
    previews.push(
      await previewFile(context.store.workspace, context.path(file), readOptions(context, options)),
    );
  if (context.json) context.out.json(previews.length === 1 ? previews[0] : { previews });
  else for (const preview of previews) printPreview(context, preview);
  return exitCode.done;
}

/** How a file would be read, and its first rows as they would be stored. */
function printPreview(context: Context, preview: Preview): void {
  const { words, out } = context;
  printReading(context, preview);
  for (const note of preview.notes) out.line(words.tell(note));
  const used = Object.keys(preview.rows[0]?.values ?? {}).filter((name) =>
    preview.rows.some((r) => r.values[name] !== null),
  );
  out.table(
    [...used, ""],
    preview.rows.map((r) => [
      ...used.map((name) => r.values[name] ?? ""),
      r.rejected ? words.say(`ingest.rejected.${r.rejected}`) : "",
    ]),
  );
  out.line(words.say("commands.import.nothingStored"));
}

/** What was done with every row of the file, in the user's words. */
export function printReport(context: Context, report: ImportReport): void {
  const { words, out } = context;
  out.line(words.say("commands.import.account", { ...report }));
  out.table(
    [words.say("commands.import.rows"), words.say("commands.import.what")],
    report.dispositions.map((d) => [d.rows, words.tell(d.what)]),
  );
  printReading(context, report);
  for (const note of report.notes) out.line(words.tell(note));
  if (report.rejectsFile) out.line(words.say("commands.import.rejects", { file: report.rejectsFile }));
}

/** Which columns are which fields, what is left over, and how the file is written. */
function printReading(
  { words, out }: Context,
  reading: { mapping: readonly MappedColumn[]; unmapped: readonly string[]; format: ImportFormat },
): void {
  const mapping = reading.mapping.map((m) => `${m.field} = ${m.column}`).join(", ");
  if (mapping !== "") out.line(words.say("commands.import.mapping", { mapping }));
  if (reading.unmapped.length > 0)
    out.line(words.say("commands.import.unmapped", { columns: reading.unmapped.join(", ") }));
  const { type, delimiter, encoding, decimal, dateFormat } = reading.format;
  const parts = [
    type,
    delimiter === "\t" ? "tab" : delimiter,
    encoding,
    decimal && `1${decimal}5`,
    dateFormat,
  ];
  out.line(words.say("commands.import.format", { format: parts.filter(Boolean).join("  ") }));
}
