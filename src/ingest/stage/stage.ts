import { createHash } from "node:crypto";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { KindredError } from "../../core/errors.ts";
import { isParquet } from "../read/kind-of-file.ts";
import { openFile } from "../read/open.ts";
import type { TableSpec } from "../schema/field.ts";
import { tableSpec } from "../schema/tables.ts";
import { isSynonym } from "../understand/map-columns.ts";
import { plainName } from "../understand/names.ts";
import { applyPreset } from "../understand/presets/apply-preset.ts";
import { fillDownOf, findPreset } from "../understand/presets/find-preset.ts";
import { copyRejects, copyRest, copyRows } from "./copy.ts";
import { planRows, type RowPlan } from "./plan.ts";
import { previewRows } from "./preview-rows.ts";
import { recipeOf } from "./recipe.ts";
import type { StageAnswer, StageRequest, Understood } from "./request.ts";
import { stageAgain } from "./stage-again.ts";
import { type Reading, understand, unreadableDate } from "./understand.ts";

/** Share of the reading's progress that is reading the text; the rest is typing it. */
const READING = 0.5;

/** Reads a file as a table into Parquet files in the stage folder, or shows how it would. */
export async function stageFile(
  request: StageRequest,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<StageAnswer> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(request.threads),
    memory_limit: `${request.limits.memoryMb}MB`,
    temp_directory: join(request.folder, "tmp"),
    max_temp_directory_size: "50GB",
  });
  const c = await instance.connect();
  try {
    return await stageOn(c, request, onProgress);
  } catch (error) {
    throw isDamage(error) && isParquet(request.file) ? damaged(request.file, error) : error;
  } finally {
    c.closeSync();
    instance.closeSync();
  }
}

/** Whether the engine says that it cannot read bytes, not that a statement of ours is wrong or that room ran out. */
function isDamage(error: unknown): error is Error {
  return (
    error instanceof Error &&
    !(error instanceof KindredError) &&
    !/^(Binder|Parser|Catalog|Out of Memory|Interrupt)|allocate|No space left|max_temp_directory/i.test(
      error.message,
    )
  );
}

function damaged(file: string, error: Error): KindredError {
  const detail = error.message.split("\n")[0]!.slice(0, 300);
  return new KindredError("file-damaged", { file, detail }, { cause: error });
}

async function stageOn(
  c: DuckDBConnection,
  request: StageRequest,
  onProgress: (done: number, of: number) => void,
): Promise<StageAnswer> {
  if (request.recipe) return stageAgain(c, request, request.recipe);
  const from = performance.now();
  const spec = tableSpec(request.table);
  const presetOf = (names: readonly string[]) => findPreset(spec.table, names, request.preset);
  if (request.preset !== undefined) presetOf([]);
  const opened = await openFile(c, request.file, {
    folder: request.folder,
    limits: request.limits,
    ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
    partitions: request.partitions,
    fillDown: (names) => fillDownOf(presetOf(names), names),
    entriesOnly: spec.entriesOnly === true,
    unfold: new Set((spec.lists ?? []).map(plainName)),
    known: (name) => isSynonym(spec, name),
    onProgress: (done, of) => onProgress(READING * done, of),
  });
  onProgress(READING, 1);
  const preset = presetOf(opened.names);
  const { file, map, parts } = preset
    ? await applyPreset(c, opened, preset, request.file)
    : { file: opened, map: null, parts: new Set<string>() };
  const reading = await understand(c, spec, file, request, map, preset?.minor);
  if (request.dayMonth === "ask" && reading.notes.some((n) => n.code === "ingest.notes.dateOrderGuessed"))
    return { kind: "unsure" };
  const plan = await planRows(
    c,
    spec,
    reading,
    new Set([...(file.unfolded?.outer ?? []), ...(request.repeated ?? [])]),
  );
  const understood: Understood = {
    format: reading.format,
    mapping: reading.mapping.mapped,
    // What is left of a row is told; a part of a column that is used is not left.
    unmapped: reading.mapping.unmapped
      .map((u) => u.name)
      .filter((name) => spec.rest !== "left" || !parts.has(name)),
    notes: [...file.notes, ...reading.notes, ...plan.notes],
    currency: plan.currency,
    fingerprint: fingerprint(file.hash, spec, reading.mapping.mapped, reading.format, plan),
  };
  if (request.preview)
    return { kind: "preview", preview: await previewRows(c, spec, file, plan, understood) };
  if (request.known.includes(understood.fingerprint)) return { kind: "known", understood };
  const rows = await copyRows(c, plan, join(request.folder, "rows.parquet"));
  onProgress(READING + 0.8 * (1 - READING), 1);
  const rejected = file.received - rows.good;
  const rejectsFile =
    rejected > 0 ? await copyRejects(c, plan, file, join(request.folder, "rejects.parquet")) : null;
  if (rows.good === 0) await requireReadableDates(c, reading, plan);
  const restFiles = await copyRest(c, spec, reading, request.folder);
  onProgress(1, 1);
  const equalRowsAreDuplicates = canBeDoubles(spec, reading.mapping.columns, rows.dateOnly.dateOnly === true);
  const notes = equalRowsAreDuplicates ? [] : [{ code: "ingest.notes.equalRowsKept", data: {} }];
  return {
    kind: "staged",
    staged: {
      ...understood,
      notes: [...understood.notes, ...notes],
      format: { ...understood.format, ...rows.dateOnly },
      received: file.received,
      good: rows.good,
      rejected,
      rowsFile: rows.path,
      rejectsFile,
      restFiles,
      equalRowsAreDuplicates,
      ...(rejectsFile ? { recipe: recipeOf(reading, plan, equalRowsAreDuplicates) } : {}),
      readSeconds: (performance.now() - from) / 1000,
    },
  };
}

/** A file none of whose dates can be read is an error of the call, not a file of rejects. */
async function requireReadableDates(c: DuckDBConnection, reading: Reading, plan: RowPlan): Promise<void> {
  for (const check of plan.checks) {
    if (check.rule !== "date-unreadable") continue;
    const v = `v${check.column.index}`;
    const result = await c.runAndReadAll(
      `SELECT count(${v}) AS filled, count(*) FILTER (${check.sql}) AS unreadable, any_value(${v}) AS example FROM (${plan.rows})`,
    );
    const row = result.getRowObjectsJS()[0]!;
    if (Number(row.filled) === 0 || Number(row.unreadable) < Number(row.filled)) continue;
    throw unreadableDate(reading.file, check.column, String(row.example), reading.columns);
  }
}

/**
 * Equal rows tell one thing twice, unless nothing could tell two such things apart: orders without a number and
 * without a time of day. Two equal purchases on one day are two purchases there.
 */
function canBeDoubles(spec: TableSpec, columns: ReadonlyMap<string, unknown>, dateOnly: boolean): boolean {
  return spec.table !== "orders" || columns.has("order") || !dateOnly;
}

function fingerprint(
  hash: string,
  spec: TableSpec,
  mapping: unknown,
  format: unknown,
  plan: RowPlan,
): string {
  const reading = JSON.stringify([spec.table, mapping, format, plan.currency]);
  return `${hash}:${createHash("sha256").update(reading).digest("hex").slice(0, 16)}`;
}
