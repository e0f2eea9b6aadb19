import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface CdnowCustomers {
  readonly frequency: Float64Array;
  /** Weeks. */
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Mean value of a repeat purchase, dollars. */
  readonly value: Float64Array;
}

export interface CdnowHoldout extends CdnowCustomers {
  /** What happened in the 39 weeks after: days with a purchase, and dollars. */
  readonly purchases: Float64Array;
  readonly spent: Float64Array;
}

/** The summary that the papers used; origin and licence beside it. */
export function cdnowSummary(): CdnowCustomers {
  const text = readFileSync(join(import.meta.dirname, "golden", "cdnow", "summary.csv"), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  const column = (j: number) => Float64Array.from(rows, (row) => row[j]!);
  return { frequency: column(1), recency: column(2), age: column(3), value: column(4) };
}

const DAY = 86_400_000;
const CALIBRATION_END = Date.UTC(1997, 8, 30) / DAY;

/** From the log of the 1/10 sample: purchases of a day are one; calibration until 30 September 1997. */
export function cdnowHoldout(file: string): CdnowHoldout {
  const byCustomer = new Map<string, Map<number, number>>();
  for (const line of gunzipSync(readFileSync(file)).toString("latin1").trim().split("\n")) {
    const [, customer, date, , value] = line.trim().split(/\s+/);
    const day = Date.UTC(+date!.slice(0, 4), +date!.slice(4, 6) - 1, +date!.slice(6, 8)) / DAY;
    const days = byCustomer.get(customer!) ?? new Map<number, number>();
    byCustomer.set(customer!, days.set(day, (days.get(day) ?? 0) + Number(value)));
  }
  const rows = [...byCustomer.values()].map((days) => {
    const known = [...days.keys()].filter((day) => day <= CALIBRATION_END).sort((a, b) => a - b);
    const later = [...days.keys()].filter((day) => day > CALIBRATION_END);
    const repeat = known.slice(1);
    const total = (of: readonly number[]) => of.reduce((sum, day) => sum + days.get(day)!, 0);
    return {
      frequency: repeat.length,
      recency: (known.at(-1)! - known[0]!) / 7,
      age: (CALIBRATION_END - known[0]!) / 7,
      value: repeat.length > 0 ? total(repeat) / repeat.length : 0,
      purchases: later.length,
      spent: total(later),
    };
  });
  const column = (key: keyof (typeof rows)[number]) => Float64Array.from(rows, (row) => row[key]);
  return {
    frequency: column("frequency"),
    recency: column("recency"),
    age: column("age"),
    value: column("value"),
    purchases: column("purchases"),
    spent: column("spent"),
  };
}
