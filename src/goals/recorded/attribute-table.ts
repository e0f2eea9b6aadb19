import { type ColumnInfo, type Design, zeros } from "../../core/matrix.ts";
import type { Reader } from "../../store/reader.ts";

/** A customer attribute as it was recorded: of each customer its number, or its text, or neither. */
interface Attribute {
  readonly name: string;
  readonly numbers: Float64Array;
  readonly texts: readonly (string | null)[];
}

/** The last known attributes of all customers, in the order of their keys. */
export interface AttributeTable {
  readonly customers: Float64Array;
  readonly attributes: readonly Attribute[];
}

/** Reads every attribute, in the order in which they first came in. */
export async function readAttributeTable(reader: Reader): Promise<AttributeTable> {
  const names = await reader.rows<{ name: string }>(
    "SELECT name FROM attributes GROUP BY name ORDER BY min(rowid), name",
  );
  const keys = await reader.columns("SELECT customer FROM customers ORDER BY customer");
  const customers = (keys.customer as Float64Array | undefined) ?? new Float64Array();
  const place = new Map(Array.from(customers, (key, i) => [key, i]));
  const attributes: Attribute[] = [];
  for (const { name } of names) {
    const numbers = new Float64Array(customers.length).fill(Number.NaN);
    const texts = new Array<string | null>(customers.length).fill(null);
    const found = await reader.columns(
      `SELECT customer, number, text FROM attributes WHERE name = $1
       QUALIFY row_number() OVER (PARTITION BY customer ORDER BY known_at DESC NULLS LAST, rowid DESC) = 1`,
      [name],
    );
    const [of, number, text] = [found.customer as Float64Array, found.number as Float64Array, found.text];
    of.forEach((key, k) => {
      const row = place.get(key);
      if (row === undefined) return;
      numbers[row] = number[k]!;
      texts[row] = (text as (string | null)[])[k]!;
    });
    attributes.push({ name, numbers, texts });
  }
  return { customers, attributes };
}

/** An attribute is a number where at least nine tenths of its values are. */
const NUMBERS = 0.9;
/** A text with more levels than this share of its values names the customer, or is free text. */
const MOST_LEVELS = 0.5;
/** Levels that may be told apart at all. */
const MOST_CATEGORIES = 1000;

/** Which attributes can be learned from, as columns, and the names of those that cannot. */
export interface UsableColumns {
  readonly columns: readonly ColumnInfo[];
  /** One value only, or (nearly) another one for each customer. */
  readonly unusable: readonly string[];
}

/** Judged on the rows `rows` of the table only. */
export function usableColumns(table: AttributeTable, rows: ArrayLike<number>): UsableColumns {
  const columns: ColumnInfo[] = [];
  const unusable: string[] = [];
  for (const { name, numbers, texts } of table.attributes) {
    const levels = new Set<string>();
    const values = new Set<number>();
    let [filled, numeric] = [0, 0];
    for (const row of Array.from(rows)) {
      const isNumber = Number.isFinite(numbers[row]!);
      const text = texts[row];
      if (!isNumber && text === null) continue;
      filled++;
      if (isNumber) {
        numeric++;
        values.add(numbers[row]!);
      }
      levels.add(levelOf(numbers[row]!, text));
    }
    const gap = filled < rows.length ? 1 : 0;
    if (filled > 0 && numeric >= NUMBERS * filled) {
      // Filled or not is something to tell customers apart by, too.
      if (values.size + gap > 1 && !areNumbersOfCustomers(values, filled))
        columns.push({ name, kind: "number" });
      else unusable.push(name);
    } else if (
      filled > 0 &&
      levels.size + gap > 1 &&
      levels.size <= Math.min(MOST_CATEGORIES, Math.max(20, MOST_LEVELS * filled))
    )
      columns.push({ name, kind: "category", categories: [...levels].sort() });
    else unusable.push(name);
  }
  return { columns, unusable };
}

/** The rows as a design of these columns. Texts in a number column, and levels a category column does not know, are missing. */
export function designOf(
  table: AttributeTable,
  columns: readonly ColumnInfo[],
  rows: ArrayLike<number>,
): Design {
  const x = zeros(rows.length, columns.length);
  columns.forEach((column, j) => {
    const attribute = table.attributes.find((a) => a.name === column.name);
    const code = new Map(column.categories?.map((category, c) => [category, c]));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const [number, text] = [attribute?.numbers[row] ?? Number.NaN, attribute?.texts[row] ?? null];
      x.data[i * columns.length + j] =
        column.kind === "number"
          ? Number.isFinite(number)
            ? number
            : Number.NaN
          : (code.get(levelOf(number, text)) ?? Number.NaN);
    }
  });
  return { x, columns };
}

/** The value as text: what outcomes and categories are compared by. */
export function levelOf(number: number, text: string | null | undefined): string {
  return text ?? (Number.isFinite(number) ? String(number) : "");
}

/** Fewer may be all different by chance. */
const MANY = 100;

/** Whole numbers, each once: they name the customers, or count them. */
function areNumbersOfCustomers(values: ReadonlySet<number>, filled: number): boolean {
  return filled >= MANY && values.size === filled && [...values].every(Number.isInteger);
}
