import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { KindredError } from "../../../core/errors.ts";
import type { Sentence } from "../../../core/sentence.ts";
import { CanonicalWriter } from "../canonical.ts";
import { newlines } from "../encoding.ts";
import { FieldRows } from "../field-rows.ts";
import { unique } from "../header.ts";
import type { OpenFile, OpenOptions } from "../open.ts";
import { rawView } from "../raw-view.ts";
import { firstText, type Source, utf8Chunks } from "../source.ts";
import { Flattener } from "./flatten.ts";
import { type JsonLayout, jsonLayout } from "./layout.ts";
import { BrokenJson, ElementSplitter, type JsonSink, type JsonSplitter, LineSplitter } from "./splitter.ts";

/**
 * Reads the records of a JSON file (a list, an object that holds one, or a record on each line) in constant memory.
 * @throws json-no-table, json-broken, file-too-wide, file-no-rows
 */
export async function openJson(c: DuckDBConnection, source: Source, options: OpenOptions): Promise<OpenFile> {
  const { limits } = options;
  const file = source.path;
  const start = await firstText(source, limits);
  const layout = jsonLayout(start.toString("utf8"), source.bytes <= source.head.length);
  if (!layout) throw new KindredError("json-no-table", { file });
  const rowsFile = join(options.folder, "rows.txt");
  const rejectsFile = join(options.folder, "broken-rows.txt");
  const writer = new CanonicalWriter(rowsFile, rejectsFile, null, 0, false);
  const flat = new Flattener(options.unfold, limits, options.entriesOnly);
  const out = new FieldRows(writer, limits);
  const sink: JsonSink = {
    record(bytes, line) {
      const record = parsed(bytes.toString("utf8"));
      if (record === undefined) writer.broken("not-json", line, bytes);
      else if (record === null || typeof record !== "object" || Array.isArray(record))
        writer.broken("not-a-record", line, bytes);
      else for (const row of flat.rows(record as Record<string, unknown>)) out.row(row, line);
    },
    broken: (rule, line, raw) => writer.broken(rule, line, raw),
  };
  try {
    await split(source, layout, start, sink, options);
  } catch (cause) {
    if (cause instanceof BrokenJson)
      throw new KindredError("json-broken", { file, line: cause.line }, { cause });
    if (cause instanceof RangeError)
      throw new KindredError(
        "file-too-wide",
        { file, columns: limits.columns + 1, limit: limits.columns },
        { cause },
      );
    throw cause;
  } finally {
    writer.close();
  }
  if (writer.received === 0) throw new KindredError("file-no-rows", { file });
  if (flat.names.length === 0) throw new KindredError("json-no-table", { file });
  const names = unique(flat.names);
  await rawView(c, rowsFile, names, limits, true);
  return {
    hash: source.hash,
    names,
    received: writer.received,
    rejected: writer.rejected,
    rejectsFile: writer.rejected > 0 ? rejectsFile : null,
    format: { type: layout.kind === "lines" ? "ndjson" : "json", encoding: source.encoding, header: true },
    notes: notesOf(layout, flat),
    ...(flat.unfolded ? { unfolded: { list: flat.unfolded.list, outer: flat.outer } } : {}),
  };
}

async function split(
  source: Source,
  layout: JsonLayout,
  start: Buffer,
  sink: JsonSink,
  { limits, onProgress }: OpenOptions,
): Promise<void> {
  let skip = 0;
  let splitter: JsonSplitter;
  if (layout.kind === "lines") splitter = new LineSplitter(sink, limits);
  else {
    const before = layout.kind === "list" ? start.toString("utf8").slice(0, layout.at + 1) : "";
    skip = Buffer.byteLength(before);
    const line = 1 + newlines(Buffer.from(before));
    splitter = new ElementSplitter(sink, limits, line, layout.kind === "sequence");
  }
  let done = 0;
  for await (let chunk of utf8Chunks(source, limits)) {
    done += chunk.length;
    const cut = Math.min(skip, chunk.length);
    skip -= cut;
    if (cut > 0) chunk = chunk.subarray(cut);
    splitter.push(chunk);
    onProgress?.(done, source.bytes);
  }
  splitter.end();
}

/** Whole numbers of more digits than a double holds, such as order numbers of shops. */
const LONG_NUMBER = /\d{16}/;

/** The value of a JSON text, with long numbers as their digits; undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" && context?.source && /^-?\d{16,}$/.test(context.source)
    ? context.source
    : value;
}

function notesOf(layout: JsonLayout, { unfolded, withoutEntries }: Flattener): Sentence[] {
  const notes: Sentence[] = [];
  if (layout.kind === "list" && layout.path !== "")
    notes.push({ code: "ingest.notes.listFound", data: { list: layout.path } });
  if (unfolded) notes.push({ code: "ingest.notes.unfolded", data: { ...unfolded } });
  if (withoutEntries > 0)
    notes.push({ code: "ingest.notes.withoutEntries", data: { count: withoutEntries } });
  return notes;
}
