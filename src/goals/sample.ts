import { takeRows } from "../core/matrix.ts";
import { Random } from "../core/random.ts";
import type { FeatureTable } from "../features/compute.ts";

/** Most customers a cut-off is learned from and judged on: more change no figure that is shown, only the time. */
const MOST_CUSTOMERS = 100_000;

/** `table`, or where it has more customers than `most` a random share of them, chosen by key: the same ones at any cut-off. */
export function sampleCustomers(table: FeatureTable, most = MOST_CUSTOMERS): FeatureTable {
  const { customers, design } = table;
  if (customers.length <= most) return table;
  const share = most / customers.length;
  const index = Array.from(customers.keys()).filter((i) => new Random(customers[i]!).next() < share);
  return {
    ...table,
    customers: Float64Array.from(index, (i) => customers[i]!),
    design: { ...design, x: takeRows(design.x, index) },
  };
}
