import type { Limits } from "../../limits.ts";
import { shownNumber } from "./number-format.ts";
import { type SheetPlace, type Workbook, xmlPieces } from "./workbook.ts";
import { attribute, type XmlSink, XmlTokeniser } from "./xml.ts";
import { zipChunks } from "./zip.ts";

/** A row with at least one value. */
export interface SheetRow {
  /** Its number in the sheet, from 1. */
  readonly line: number;
  /** Texts as the cells show them, from column A; "" where a cell is empty. */
  readonly cells: string[];
}

/** What was met on the way that people should know. */
export interface SheetCounts {
  /** Rows that are hidden, or filtered out: they are read all the same. */
  hidden: number;
  /** Formulas of which the file holds no value. */
  unvalued: number;
  /** Cells that show the value of the merged cell above. */
  merged: number;
}

/** Columns of the largest sheet there can be. */
const MOST_COLUMNS = 16_384;
const MOST_MERGES = 100_000;

/** A cell that is merged with those below it: its rows, and its column. */
export interface Merge {
  readonly from: number;
  readonly to: number;
  readonly column: number;
}

/**
 * The rows of a sheet as texts, in constant memory. A cell merged over several rows has its value in each of them.
 * `counts` is filled on the way.
 */
export async function* sheetRows(
  book: Workbook,
  sheet: SheetPlace,
  merges: readonly Merge[],
  limits: Limits,
  counts: SheetCounts,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<SheetRow> {
  const cells = new CellReader(book, counts, limits.fieldBytes);
  const down = new Downwards(merges, counts);
  for await (const bytes of xmlPieces(book.zip, sheet.part, limits, cells)) {
    onBytes(bytes);
    for (const row of cells.take()) {
      down.fill(row);
      yield row;
    }
  }
}

const MERGES = Buffer.from("mergeCells");

/**
 * Cells merged over more than one row. They are told behind the rows, so the bytes before are only searched, not read
 * as XML.
 */
export async function downwardMerges(book: Workbook, sheet: SheetPlace, limits: Limits): Promise<Merge[]> {
  const entry = book.zip.entries.get(sheet.part);
  const found: Merge[] = [];
  if (!entry) return found;
  let xml: XmlTokeniser | null = null;
  let before: Buffer = Buffer.alloc(0);
  const sink: XmlSink = {
    open(name, attributes) {
      if (name !== "mergeCell" || found.length >= MOST_MERGES) return;
      const [a, b] = (attribute(attributes, "ref") ?? "").split(":");
      const [from, to] = [rowOf(a), rowOf(b)];
      if (to > from) found.push({ from, to, column: columnOf(a!) });
    },
    close() {},
    text() {},
  };
  for await (const chunk of zipChunks(book.zip, entry, limits)) {
    if (xml) {
      xml.push(chunk.toString("latin1"));
      continue;
    }
    const bytes = Buffer.concat([before, chunk]);
    const at = bytes.indexOf(MERGES);
    if (at >= 0) {
      xml = new XmlTokeniser(sink);
      xml.push(`<${bytes.toString("latin1", at)}`);
    } else before = bytes.subarray(-MERGES.length);
  }
  return found;
}

/** Fills merged cells from above. */
class Downwards {
  readonly #starts = new Map<number, Merge[]>();
  readonly #active = new Map<number, { until: number; value: string }>();
  readonly #counts: SheetCounts;

  constructor(all: readonly Merge[], counts: SheetCounts) {
    this.#counts = counts;
    for (const merge of all) {
      const same = this.#starts.get(merge.from);
      if (same) same.push(merge);
      else this.#starts.set(merge.from, [merge]);
    }
  }

  fill({ line, cells }: SheetRow): void {
    for (const [column, { until, value }] of this.#active) {
      if (line > until) this.#active.delete(column);
      else if (!cells[column]) {
        while (cells.length < column) cells.push("");
        cells[column] = value;
        this.#counts.merged++;
      }
    }
    for (const merge of this.#starts.get(line) ?? []) {
      const value = cells[merge.column];
      if (value) this.#active.set(merge.column, { until: merge.to, value });
    }
  }
}

/** Gathers the rows of a sheet's XML. */
class CellReader implements XmlSink {
  readonly #book: Workbook;
  readonly #counts: SheetCounts;
  readonly #most: number;
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: string[] | null = null;
  #column = 0;
  #type = "n";
  #style = 0;
  #value = "";
  #reading = false;
  #phonetic = false;
  #formula = false;

  constructor(book: Workbook, counts: SheetCounts, most: number) {
    this.#book = book;
    this.#counts = counts;
    this.#most = most;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case "row":
        this.#line = Number(attribute(attributes, "r") ?? this.#line + 1);
        this.#cells = [];
        this.#column = 0;
        if (attribute(attributes, "hidden") === "1") this.#counts.hidden++;
        return;
      case "c": {
        const ref = attribute(attributes, "r");
        if (ref) this.#column = columnOf(ref);
        this.#type = attribute(attributes, "t") ?? "n";
        this.#style = Number(attribute(attributes, "s") ?? 0);
        this.#value = "";
        this.#formula = false;
        return;
      }
      case "f":
        this.#formula = true;
        return;
      case "v":
      case "t":
        this.#reading = this.#cells !== null && !this.#phonetic;
        return;
      case "rPh":
        this.#phonetic = true;
    }
  }

  text(text: string): void {
    // One byte more than a field may have is kept, so that the field is seen to be too long.
    if (this.#reading && this.#value.length <= this.#most) this.#value += text;
  }

  close(name: string): void {
    switch (name) {
      case "v":
      case "t":
        this.#reading = false;
        return;
      case "rPh":
        this.#phonetic = false;
        return;
      case "c":
        this.#cell();
        return;
      case "row":
        if (this.#cells?.some((c) => c !== "")) this.#rows.push({ line: this.#line, cells: this.#cells });
        this.#cells = null;
    }
  }

  #cell(): void {
    const cells = this.#cells;
    if (!cells || !(this.#column >= 0 && this.#column < MOST_COLUMNS)) return;
    if (this.#formula && this.#value === "" && this.#type !== "str") this.#counts.unvalued++;
    const text = this.#shown().trim();
    if (text !== "") {
      while (cells.length < this.#column) cells.push("");
      cells[this.#column] = text;
    }
    this.#column++;
  }

  #shown(): string {
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return unescaped(this.#book.strings.at(Number(value)) ?? "");
      case "inlineStr":
      case "str":
        return unescaped(value);
      case "b":
        return value === "1" ? "true" : value === "0" ? "false" : value;
      case "d":
        return value.replace("T", " ").replace(/ 00:00:00(\.0+)?$/, "");
      case "e":
        return value;
      default:
        return value === ""
          ? ""
          : shownNumber(value, this.#book.looks[this.#style] ?? { kind: "number" }, this.#book.from1904);
    }
  }
}

/** Characters that XML cannot hold are written `_x000D_`. */
function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** The column of `AB12`, from 0. */
function columnOf(ref: string): number {
  let column = 0;
  for (let i = 0; i < ref.length; i++) {
    const c = ref.charCodeAt(i) & 0xdf;
    if (c < 65 || c > 90) break;
    column = 26 * column + c - 64;
  }
  return column - 1;
}

function rowOf(ref: string | undefined): number {
  return Number(/\d+$/.exec(ref ?? "")?.[0] ?? 0);
}
