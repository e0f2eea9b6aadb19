/** The few SQL functions the compiler needs, typed: one object an engine. Times are UTC timestamps. */
export interface Dialect {
  readonly name: string;
  /** `moment` minus whole days. */
  minusDays(moment: string, days: number): string;
  /** Days from `a` to `b` with fractions, exact to the microsecond. */
  daysBetween(a: string, b: string): string;
  count(filter: string): string;
  distinct(x: string, filter: string): string;
  /** Exact integer sum; NULL where no row. */
  sum(x: string, filter: string): string;
  /** Exact integer sum of squares, 128 bits wide. */
  sumOfSquares(x: string, filter: string): string;
  /** 128 bits wide, so that products of sums do not overflow. */
  wide(x: string): string;
  min(x: string, filter: string): string;
  max(x: string, filter: string): string;
  /** `x` of the row with the greatest `by`, ties by the greatest `x`. */
  last(x: string, by: string, filter: string): string;
  toDouble(x: string): string;
  /** NULL instead of a division by zero. */
  divide(a: string, b: string): string;
  orZero(x: string): string;
  sqrt(x: string): string;
  number(value: number): string;
  text(value: string): string;
}

export const duckdb: Dialect = {
  name: "duckdb",
  minusDays: (moment, days) => `(${moment} - INTERVAL '${wholeHours(days)} hours')`,
  daysBetween: (a, b) => `((epoch_us(${b}) - epoch_us(${a}))::DOUBLE / 86400000000)`,
  count: (filter) => `count(*)${where(filter)}`,
  distinct: (x, filter) => `count(DISTINCT ${x})${where(filter)}`,
  sum: (x, filter) => `sum(${x})${where(filter)}::BIGINT`,
  sumOfSquares: (x, filter) => `sum(${x}::HUGEINT * ${x})${where(filter)}`,
  wide: (x) => `${x}::HUGEINT`,
  min: (x, filter) => `min(${x})${where(filter)}`,
  max: (x, filter) => `max(${x})${where(filter)}`,
  last: (x, by, filter) => `arg_max(${x}, row(${by}, ${x}))${where(filter)}`,
  toDouble: (x) => `(${x})::DOUBLE`,
  divide: (a, b) => `(${a}) / nullif(${b}, 0)`,
  orZero: (x) => `coalesce(${x}, 0)`,
  sqrt: (x) => `sqrt(${x})`,
  number: (value) => {
    if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
    return `${value}`;
  },
  text: (value) => {
    if (value.includes("\0")) throw new RangeError("a text with a zero byte");
    return `'${value.replaceAll("'", "''")}'`;
  },
};

function where(filter: string): string {
  return filter ? ` FILTER (WHERE ${filter})` : "";
}

function wholeHours(days: number): number {
  const hours = days * 24;
  if (!Number.isInteger(hours)) throw new RangeError(`a window of ${days} days is not whole hours`);
  return hours;
}
