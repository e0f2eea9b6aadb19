import { KindredError } from "../../core/errors.ts";
import type { RecordedOutcome } from "../goal.ts";
import { type AttributeTable, levelOf } from "./attribute-table.ts";

/** Customers whose outcome is known: their rows of the table, and 1 where it is the one asked for. */
export interface Recorded {
  readonly rows: Int32Array;
  readonly y: Float64Array;
}

/** `column=value` as typed. Throws `bad-goal`. */
export function parseOutcome(text: string): RecordedOutcome {
  const at = text.indexOf("=");
  const [column, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || column === "" || value === "")
    throw new KindredError("bad-goal", {
      field: "outcome",
      value: text.slice(0, 80),
      allowed: "column=value",
    });
  return { column, value };
}

/** Throws `bad-goal` where the column is not there, or nobody has the value. */
export function recordedOutcome(table: AttributeTable, { column, value }: RecordedOutcome): Recorded {
  const attribute = table.attributes.find((a) => a.name === column);
  if (!attribute) throw noOutcome(column, table.attributes.map((a) => a.name).join(", "));
  const rows: number[] = [];
  const y: number[] = [];
  const levels = new Set<string>();
  table.customers.forEach((_, row) => {
    const level = levelOf(attribute.numbers[row]!, attribute.texts[row]);
    if (level === "") return;
    if (levels.size < SHOWN) levels.add(level);
    rows.push(row);
    y.push(isValue(attribute.numbers[row]!, level, value) ? 1 : 0);
  });
  if (!y.includes(1))
    throw noOutcome(`${column}=${value}`, [...levels].map((l) => `${column}=${l}`).join(", "));
  return { rows: Int32Array.from(rows), y: Float64Array.from(y) };
}

/** Levels that an error names. */
const SHOWN = 10;

/** The same text, or the same number written another way. */
function isValue(number: number, level: string, value: string): boolean {
  return level === value || (Number.isFinite(number) && number === Number(value));
}

function noOutcome(value: string, allowed: string): KindredError {
  return new KindredError("bad-goal", {
    field: "outcome",
    value: value.slice(0, 80),
    allowed: allowed.slice(0, 300),
  });
}
