import { DuckDBTimestampValue, type DuckDBValue } from "@duckdb/node-api";

/** What may be bound to a statement. A Date is a moment in UTC, stored to the microsecond. */
export type Bindable = string | number | bigint | boolean | Date | null;
export type Params = readonly Bindable[];

export function toDuckDB(params: Params): DuckDBValue[] {
  return params.map((p) => (p instanceof Date ? new DuckDBTimestampValue(BigInt(p.getTime()) * 1000n) : p));
}

/** A driver value as plain JavaScript: whole numbers as `number` while that is exact, moments as `Date`. */
export function fromDuckDB(v: unknown): unknown {
  if (typeof v === "bigint") {
    return v >= BigInt(Number.MIN_SAFE_INTEGER) && v <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(v) : v;
  }
  if (Array.isArray(v)) return v.map(fromDuckDB);
  return v;
}
