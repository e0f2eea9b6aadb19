import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, rmSync } from "node:fs";
import { copyFile, rename } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { KindredError } from "../core/errors.ts";
import { minorDigits } from "../core/money.ts";
import type { Sentence } from "../core/sentence.ts";
import { rfmSegments } from "../segments/rfm-names.ts";
import { foldersOf } from "../store/folders.ts";
import type { Store } from "../store/store.ts";
import { latestPersonas } from "./personas.ts";
import { actionKinds } from "./playbook.ts";
import { exportTables } from "./tables.ts";

/** What a wording of sentences must offer here (the catalogues are above this room). */
export interface Teller {
  tell(sentence: Sentence): string;
}

export interface ExportOptions {
  /** Starts a CSV with the byte order mark by which Excel knows UTF-8. */
  readonly bom?: boolean;
}

export interface ExportReport {
  readonly table: string;
  readonly file: string;
  readonly format: "csv" | "parquet";
  readonly rows: number;
}

/**
 * Writes one of `exportTables` to `file`; its ending says the format (.csv, .parquet). The database writes inside the
 * workspace (`out`), then the file is moved; an existing file is replaced only by a whole one. In a CSV no text can
 * start a formula in a spreadsheet; numbers stay numbers.
 * @throws unknown-table naming what exists; file-format for another ending
 */
export async function exportTable(
  store: Store,
  table: string,
  file: string,
  words: Teller,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const query = Object.hasOwn(exportTables, table) ? exportTables[table] : undefined;
  if (query === undefined) {
    throw new KindredError("unknown-table", { table, known: Object.keys(exportTables).join(", ") });
  }
  const format = formatOf(file);
  const target = resolve(file);
  if (!existsSync(dirname(target))) {
    throw new KindredError("not-found", { what: "folder", name: dirname(target) });
  }
  const { out } = foldersOf(store.workspace);
  const written = join(out, `${table}-${randomUUID()}.${format}`);
  try {
    const sql = await fillIn(store, query, words);
    const rows = await write(store, sql, written, format);
    await move(written, target, format === "csv" && options.bom === true);
    return { table, file, format, rows };
  } finally {
    rmSync(written, { force: true });
  }
}

function formatOf(file: string): "csv" | "parquet" {
  const ending = extname(file).toLowerCase();
  if (ending === ".csv") return "csv";
  if (ending === ".parquet") return "parquet";
  throw new KindredError("file-format", { file, allowed: ".csv, .parquet" });
}

async function write(store: Store, sql: string, file: string, format: "csv" | "parquet"): Promise<number> {
  return store.build(async (w) => {
    const columns = await w.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`);
    const select = columns.map(({ column_name: name, column_type: type }) =>
      format === "csv" && type === "VARCHAR"
        ? `${safeText(identifier(name))} AS ${identifier(name)}`
        : identifier(name),
    );
    const how = format === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd";
    return w.run(`COPY (SELECT ${select.join(", ")} FROM (${sql})) TO ${literal(file)} (${how})`);
  });
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV injection"): = + - @, also
 * full-width, after blanks or control characters. Text that is nothing but a number stays as it is.
 */
function safeText(column: string): string {
  return `CASE WHEN regexp_matches(${column}, '^[\\s\\p{Cc}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]')
    AND NOT regexp_full_match(${column}, '[+-]?[0-9]+(\\.[0-9]+)?')
    THEN '''' || ${column} ELSE ${column} END`;
}

/** Puts the currency and the wordings of codes into a query of `exportTables`. */
async function fillIn(store: Store, query: string, words: Teller): Promise<string> {
  const [only, second] = await store.rows<{ currency: string }>(
    "SELECT DISTINCT currency FROM orders WHERE currency IS NOT NULL LIMIT 2",
  );
  const currency = only && !second ? only.currency : null;
  const digits = currency ? minorDigits(currency) : 2;
  const personas = await latestPersonas(store);
  const wordings: Record<string, readonly [string | number, Sentence][]> = {
    rfm: rfmSegments.map((s) => [s, { code: `segments.rfm.${s}`, data: {} }]),
    what: actionKinds.map((a) => [a, { code: `act.what.${a}`, data: {} }]),
    message: actionKinds.map((a) => [a, { code: `act.message.${a}`, data: {} }]),
    group: personas.map((p) => [p.segment, p.name]),
  };
  return query.replaceAll(/\{(\w+)(?::([^{}]+))?\}/g, (_, kind: string, column: string) => {
    if (kind === "currency") return currency === null ? "NULL::VARCHAR" : literal(currency);
    if (kind === "major") return `(${column} / ${10 ** digits})::DECIMAL(18, ${digits})`;
    const cases = (wordings[kind] ?? []).map(
      ([value, sentence]) =>
        `WHEN ${typeof value === "number" ? value : literal(value)} THEN ${literal(words.tell(sentence))}`,
    );
    return cases.length === 0 ? "NULL::VARCHAR" : `CASE ${column} ${cases.join(" ")} END`;
  });
}

/** Moves across disks too, with a byte order mark in front when asked for. */
async function move(from: string, to: string, bom: boolean): Promise<void> {
  const beside = `${to}.part`;
  try {
    if (bom) {
      const sink = createWriteStream(beside);
      sink.write("\uFEFF");
      await pipeline(createReadStream(from), sink);
    } else await copyFile(from, beside);
    await rename(beside, to);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** COPY and its query take no bound values: texts of our own making are quoted here. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
