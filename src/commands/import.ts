import type { Command } from "commander";
import { findFiles, namesMany } from "../ingest/find-files.ts";
import { importFile, previewFile, type ReadOptions } from "../ingest/import.ts";
import { type FilesReport, importFiles } from "../ingest/import-files.ts";
import type { ImportReport } from "../ingest/report.ts";
import type { Preview } from "../ingest/stage/request.ts";
import { type CommonOptions, type Context, exitCode, type Run, withCommonOptions } from "./context.ts";
import { printFiles, printPreview, printReport } from "./import-report.ts";
import { parseMap } from "./parse.ts";

interface ImportOptions extends CommonOptions {
  readonly as: string;
  readonly map?: string;
  readonly dateFormat?: string;
  readonly currency?: string;
  readonly sheet?: string;
  readonly preset?: string;
  readonly replace?: boolean;
  readonly preview?: boolean;
}

/** Rejected rows above this share of a file make `import` exit with 3. */
const REJECT_LIMIT = 0.05;

export function importCommand(program: Command, run: Run): void {
  withCommonOptions(program.command("import <file...>"))
    .description(
      "store files (CSV, Excel, JSON, Parquet), folders or patterns of customers, orders, products, …; columns are found by name and content",
    )
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
    .option("--sheet <name>", "the sheet of an Excel workbook (the first that shows a table)")
    .option("--preset <name>", "the export the file is, where its columns do not tell, e.g. shopify-orders")
    .option("--append", "add to what is stored (the default)")
    .option("--replace", "put the file in the place of what is stored of this table")
    .option("--preview", "show how the file would be read and its first rows; store nothing")
    .addHelpText(
      "after",
      '\nExample: kindred import my.csv --as orders --map customer=client_no,date=day\n         kindred import "lake/**/*.parquet" --as orders',
    )
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
  const reports: (ImportReport | FilesReport)[] = [];
  for (const [i, file] of files.entries()) {
    const path = context.path(file);
    const how = {
      ...readOptions(context, options),
      mode: options.replace && i === 0 ? "replace" : "append",
      clock: context.clock,
      tell: context.words.tell,
    } as const;
    reports.push(await (namesMany(path) ? importFiles : importFile)(context.store, path, how));
  }
  if (context.json) {
    const documents = reports.map((r) => ("imports" in r ? withWords(context, r) : r));
    context.out.json(documents.length === 1 ? documents[0] : { imports: documents });
  } else
    for (const report of reports)
      if ("imports" in report) printFiles(context, report);
      else printReport(context, report);
  const refused = (r: ImportReport | FilesReport) =>
    r.rejected > REJECT_LIMIT * r.received || ("failed" in r && r.failed.length > 0);
  return reports.some(refused) ? exitCode.refused : exitCode.done;
}

/** The same with the sentences of what failed, for those who read the document. */
function withWords({ words }: Context, report: FilesReport) {
  const failed = report.failed.map((f) => ({
    ...f,
    what: words.say(`errors.${f.code}.what`, f.data),
    next: words.say(`errors.${f.code}.next`, f.data),
  }));
  return { ...report, failed };
}

function readOptions(context: Context, options: ImportOptions): ReadOptions {
  return {
    table: options.as,
    ...(options.map ? { map: parseMap(options.map) } : {}),
    ...(options.dateFormat ? { dateFormat: options.dateFormat } : {}),
    ...(options.currency ? { currency: options.currency } : {}),
    ...(options.sheet ? { sheet: options.sheet } : {}),
    ...(options.preset ? { preset: options.preset } : {}),
    work: context.work,
  };
}

async function runPreview(
  context: Context,
  files: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const previews: Preview[] = [];
  for (const file of files) {
    const path = context.path(file);
    const first = namesMany(path) ? findFiles(path).files[0]!.path : path;
    previews.push(await previewFile(context.store.workspace, first, readOptions(context, options)));
  }
  if (context.json) context.out.json(previews.length === 1 ? previews[0] : { previews });
  else for (const preview of previews) printPreview(context, preview);
  return exitCode.done;
}
