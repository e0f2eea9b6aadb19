import type { Matrix } from "../core/matrix.ts";
import type { Reader } from "../store/reader.ts";

export interface NumericAttribute {
  readonly name: string;
  /** Distinct numbers in it. */
  readonly values: number;
}

/** The customer attributes that hold numbers, in the order they came in. Half-filled with texts, one is no number. */
export async function numericAttributes(reader: Reader): Promise<NumericAttribute[]> {
  return reader.rows<NumericAttribute>(
    `SELECT name, count(DISTINCT number) AS "values" FROM attributes
     GROUP BY name HAVING count(number) > 0 AND 10 * count(number) >= 9 * count(coalesce(number::VARCHAR, text))
     ORDER BY min(rowid), name`,
  );
}

/** Writes the last known number of each named attribute into its column of `x`; rows go with `customers`. */
export async function readAttributes(
  reader: Reader,
  names: readonly string[],
  customers: Float64Array,
  x: Matrix,
): Promise<void> {
  if (names.length === 0) return;
  const values = names.map((_, i) => `($${i + 1}, ${i})`);
  const c = await reader.columns(
    `SELECT customer, col, arg_max(number, coalesce(known_at, TIMESTAMP '1970-01-01')) AS number
     FROM attributes JOIN (VALUES ${values.join(", ")}) wanted(name, col) USING (name)
     WHERE number IS NOT NULL AND isfinite(number) GROUP BY customer, col ORDER BY customer`,
    names,
  );
  const [keys, columns, numbers] = [c.customer, c.col, c.number] as Float64Array[];
  for (let k = 0, row = 0; k < keys!.length; k++) {
    while (row < customers.length && customers[row]! < keys![k]!) row++;
    if (customers[row] === keys![k]) x.data[row * x.cols + columns![k]!] = numbers![k]!;
  }
}
