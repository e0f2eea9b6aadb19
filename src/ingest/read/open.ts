import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { Limits } from "../limits.ts";
import type { ImportFormat } from "../report.ts";
import { CanonicalWriter } from "./canonical.ts";
import { declaredDelimiter, detectDialect } from "./dialect.ts";
import { type FillDown, FillDownSink } from "./fill-down.ts";
import { findHeader } from "./header.ts";
import { openJson } from "./json/open.ts";
import { openParquet } from "./parquet.ts";
import { partitioned } from "./partitions.ts";
import { rawView } from "./raw-view.ts";
import { firstText, inspectSource, type Source, utf8Chunks } from "./source.ts";
import { Tokeniser } from "./tokenise.ts";
import { openXlsx } from "./xlsx/open.ts";

/** A file as a view `raw(row, line, c0, c1, …)` of texts, with the names of its columns. */
export interface OpenFile {
  readonly hash: string;
  readonly names: readonly string[];
  /** Rows of the file, and how many of them are not in `raw`. */
  readonly received: number;
  readonly rejected: number;
  /** Text file of the rows that are not in `raw` (see CanonicalWriter); null where there is none. */
  readonly rejectsFile: string | null;
  readonly format: ImportFormat;
  /** The list within each record that was unfolded, and the columns outside of it: they say the same in each of its rows. */
  readonly unfolded?: { readonly list: string; readonly outer: ReadonlySet<string> };
  /** What the user should know of the file. */
  readonly notes: readonly Sentence[];
}

export interface OpenOptions {
  readonly folder: string;
  readonly limits: Limits;
  /** The sheet of a workbook to read; the first that shows a table where none is named. */
  readonly sheet?: string;
  /** Columns that the folders of the file name, with their one value. */
  readonly partitions: Readonly<Record<string, string | null>>;
  /** Plain names of the lists in a JSON record whose entries are rows of their own. */
  readonly unfold: ReadonlySet<string>;
  /** A record whose list is empty has no row. */
  readonly entriesOnly: boolean;
  /** For these names of columns: what is told only in the first of several rows; null where each row tells all. */
  fillDown(names: readonly string[]): FillDown | null;
  /** Whether a name is one of the table's synonyms: helps to tell a header. */
  known(name: string): boolean;
  /** Bytes read so far, and of how many. */
  onProgress?(done: number, of: number): void;
}

export async function openFile(c: DuckDBConnection, path: string, options: OpenOptions): Promise<OpenFile> {
  const source = await inspectSource(path, options.limits);
  if (options.sheet !== undefined && source.type !== "xlsx")
    throw new KindredError("sheet-unknown", { file: path, sheet: options.sheet, sheets: "" });
  return partitioned(c, await openSource(c, source, options), options.partitions);
}

function openSource(c: DuckDBConnection, source: Source, options: OpenOptions): Promise<OpenFile> {
  switch (source.type) {
    case "parquet":
      return openParquet(c, source, options.limits);
    case "xlsx":
      return openXlsx(c, source, options);
    case "json":
      return openJson(c, source, options);
    case "text":
      return openText(c, source, options);
  }
}

async function openText(c: DuckDBConnection, source: Source, options: OpenOptions): Promise<OpenFile> {
  const { folder, limits } = options;
  const start = await firstText(source, limits);
  const declared = declaredDelimiter(start);
  const skip = declared === null ? 0 : start.indexOf(10) + 1;
  const text = start.subarray(skip);
  const sample = detectDialect(text, source.bytes <= source.head.length, limits, declared);
  const { dialect, records } = sample;
  const header = findHeader(records, options.known);
  const width = header.names.length;
  if (width > limits.columns)
    throw new KindredError("file-too-wide", { file: source.path, columns: width, limit: limits.columns });
  if (records.length === 0)
    throw sample.broken > 0
      ? new KindredError("file-foreign", { file: source.path, what: "text" })
      : new KindredError("file-empty", { file: source.path });

  const rowsFile = join(folder, "rows.txt");
  const rejectsFile = join(folder, "broken-rows.txt");
  const writer = new CanonicalWriter(rowsFile, rejectsFile, width, header.before, header.found);
  const fill = options.fillDown(header.names);
  const sink = fill ? new FillDownSink(writer, fill, limits) : writer;
  const tokeniser = new Tokeniser(dialect, limits, sink, skip > 0 ? 2 : 1);
  tokeniser.watch = width;
  let left = skip;
  let done = 0;
  try {
    for await (let chunk of utf8Chunks(source, limits)) {
      const cut = Math.min(left, chunk.length);
      left -= cut;
      if (cut > 0) chunk = chunk.subarray(cut);
      tokeniser.push(chunk);
      done += chunk.length;
      options.onProgress?.(done, source.bytes);
    }
    tokeniser.end();
  } finally {
    writer.close();
  }
  if (writer.received === 0) throw new KindredError("file-no-rows", { file: source.path });
  await rawView(c, rowsFile, header.names, limits);
  return {
    hash: source.hash,
    names: header.names,
    received: writer.received,
    rejected: writer.rejected,
    rejectsFile: writer.rejected > 0 ? rejectsFile : null,
    format: {
      type: "csv",
      delimiter: dialect.delimiter === "spaces" ? "spaces" : String.fromCharCode(dialect.delimiter),
      quote: String.fromCharCode(dialect.quote ?? 34),
      encoding: source.encoding,
      header: header.found,
    },
    notes: [],
  };
}
