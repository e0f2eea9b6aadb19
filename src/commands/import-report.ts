import type { FilesReport } from "../ingest/import-files.ts";
import type { ImportFormat, ImportReport, MappedColumn } from "../ingest/report.ts";
import type { Preview } from "../ingest/stage/request.ts";
import type { Context } from "./context.ts";

/** How a file would be read, and its first rows as they would be stored. */
export function printPreview(context: Context, preview: Preview): void {
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
  const { type, sheet, delimiter, encoding, decimal, dateFormat } = reading.format;
  const parts = [
    type,
    sheet,
    delimiter === "\t" ? "tab" : delimiter,
    encoding,
    decimal && `1${decimal}5`,
    dateFormat,
  ];
  out.line(words.say("commands.import.format", { format: parts.filter(Boolean).join("  ") }));
}

/** What came of the files of a folder: a line for each, then the sum of all. */
export function printFiles({ words, out }: Context, report: FilesReport): void {
  for (const one of report.imports) {
    const rejected = one.rejectsFile
      ? ` ${words.say("commands.import.rejects", { file: one.rejectsFile })}`
      : "";
    const code = one.known ? "fileKnown" : "fileDone";
    out.line(words.say(`commands.import.${code}`, { ...one }) + rejected);
  }
  for (const { file, code, data } of report.failed)
    out.line(words.say("commands.import.fileFailed", { file, why: words.say(`errors.${code}.what`, data) }));
  if (report.skipped.length > 0)
    out.line(words.say("commands.import.skipped", { files: report.skipped.join(", ") }));
  const told = new Map(report.imports.flatMap((r) => r.notes).map((note) => [words.tell(note), note]));
  for (const note of told.keys()) out.line(note);
  out.line(words.say("commands.import.account", { ...report }));
}
