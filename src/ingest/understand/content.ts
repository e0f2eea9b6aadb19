import type { TableSpec } from "../schema/field.ts";
import type { ColumnProfile } from "./profile.ts";

/** Fields found by what columns hold, where no name told: `free` are the columns left, `taken` what is mapped. */
export function guessByContent(
  spec: TableSpec,
  free: readonly ColumnProfile[],
  taken: ReadonlyMap<string, ColumnProfile>,
  header: boolean,
): Map<string, ColumnProfile> {
  const left = new Set(free.filter((c) => c.values.length > 0));
  const found = new Map<string, ColumnProfile>();
  const has = (field: string) => taken.has(field) || found.has(field);
  const guess = (field: string, column: ColumnProfile | undefined) => {
    if (!column || has(field) || !spec.fields.some((f) => f.name === field)) return;
    found.set(field, column);
    left.delete(column);
  };
  const needed = new Set(spec.needs.flat());
  const by = (value: (c: ColumnProfile) => number, least: number) => best([...left], value, least);

  if (needed.has("date") && !(spec.table === "payments" && (has("due") || has("paid"))))
    guess(
      "date",
      by((c) => c.dates, 0.9),
    );
  if (spec.table === "orders") {
    if (!has("amount") && !has("price"))
      guess(
        "amount",
        by((c) => (c.numbers >= 0.9 ? c.money : 0), 0.3),
      );
    guess(
      "customer",
      by((c) => c.emails, 0.8),
    );
    if (!header) {
      guess("customer", [...left].find(isRepeatedKey));
      guess("quantity", smallNumbers([...left]));
    }
  } else if (spec.table === "reviews") {
    guess(
      "text",
      by((c) => (c.meanLength > 20 ? c.meanLength : 0), 20),
    );
  } else if (needed.has("customer")) {
    guess(
      "customer",
      by((c) => c.emails, 0.8),
    );
    if (!header) guess("customer", [...left].find(isRepeatedKey));
    guess(
      "amount",
      by((c) => (c.numbers >= 0.9 ? c.money : 0), 0.3),
    );
  }
  return found;
}

function best(
  columns: readonly ColumnProfile[],
  value: (c: ColumnProfile) => number,
  least: number,
): ColumnProfile | undefined {
  let top: ColumnProfile | undefined;
  for (const c of columns) if (value(c) >= least && (!top || value(c) > value(top))) top = c;
  return top;
}

/** Short values without spaces, many of them, and seen again: a customer's number. */
function isRepeatedKey(c: ColumnProfile): boolean {
  return (
    c.money === 0 &&
    c.dates < 0.5 &&
    c.meanLength <= 40 &&
    !c.values.some((v) => v.includes(" ")) &&
    c.distinct >= Math.min(20, c.values.length / 20) &&
    c.distinct < c.values.length
  );
}

/** Whole numbers with the smallest mean, few of them different: pieces. */
function smallNumbers(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const mean = (c: ColumnProfile) => c.values.reduce((s, v) => s + Math.abs(Number(v)), 0) / c.values.length;
  return columns
    .filter(
      (c) =>
        c.wholes === 1 &&
        !c.values.some((v) => /^0\d/.test(v)) &&
        mean(c) < 1000 &&
        (c.values.length < 50 || c.distinct * 5 < c.values.length),
    )
    .sort((a, b) => mean(a) - mean(b))[0];
}
