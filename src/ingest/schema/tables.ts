import { KindredError } from "../../core/errors.ts";
import { events, messages, reviews } from "./behaviour.ts";
import type { TableSpec } from "./field.ts";
import { loyalty, payments } from "./money.ts";
import { orders } from "./orders.ts";
import { customers, identities } from "./people.ts";
import { products } from "./products.ts";

/** The tables a file can be imported as, in the order of the command line's contract. */
export const tableSpecs: readonly TableSpec[] = [
  customers,
  identities,
  orders,
  products,
  events,
  messages,
  reviews,
  payments,
  loyalty,
];

export function tableSpec(table: string): TableSpec {
  const spec = tableSpecs.find((s) => s.table === table);
  if (!spec)
    throw new KindredError("bad-option", {
      option: "--as",
      value: table,
      allowed: tableSpecs.map((s) => s.table).join(", "),
    });
  return spec;
}
