import { factSql } from "../../features/facts.ts";
import { peopleAt } from "../../features/people.ts";
import type { Reader } from "../../store/reader.ts";

/** Who bought what as of a moment, one entry a customer and product, ascending by both; arrays go together. */
export interface Purchases {
  readonly customer: Float64Array;
  readonly product: Float64Array;
  /** Days on which the customer bought the product, less what was taken back. */
  readonly days: Float64Array;
  /** Last of these, milliseconds since 1970. */
  readonly last: Float64Array;
}

/** `WITH` and the lines that count as of `$1`, each under the person it is of then. */
async function withLines(reader: Reader, asOf: Date): Promise<string> {
  const people = await peopleAt(reader, asOf);
  const facts = [factSql.orders(new Set(), people), factSql.lines(new Set(["product"]), people)];
  return `WITH ${[...people.ctes, ...facts].join(",\n")}`;
}

/** What was known before `asOf` of purchases that count; `customer` (its key) alone where it is given. */
export async function readPurchases(reader: Reader, asOf: Date, customer?: number): Promise<Purchases> {
  const c = await reader.columns(
    `${await withLines(reader, asOf)} SELECT customer, product, count(DISTINCT time::DATE) AS days, max(time) AS last
     FROM lines_known WHERE product IS NOT NULL ${customer === undefined ? "" : "AND customer = $2"}
     GROUP BY customer, product ORDER BY customer, product`,
    customer === undefined ? [asOf] : [asOf, customer],
  );
  return c as unknown as Purchases;
}

/**
 * Pairs of customer and product bought from `from` on before `until`, as known at `until`; those bought before `from`
 * too are left out: what is foretold is what is new to a customer.
 */
export async function readNewPurchases(
  reader: Reader,
  from: Date,
  until: Date,
): Promise<{ readonly customer: Float64Array; readonly product: Float64Array }> {
  const c = await reader.columns(
    `${await withLines(reader, until)} SELECT customer, product FROM lines_known WHERE product IS NOT NULL
     GROUP BY customer, product HAVING min(time) >= $2 ORDER BY customer, product`,
    [until, from],
  );
  return { customer: c.customer as Float64Array, product: c.product as Float64Array };
}

/** Keys of all products a person ever had, also those sent back: nobody wants to be told of these again. */
export async function readHad(reader: Reader, asOf: Date, customer: number): Promise<Float64Array> {
  const people = await peopleAt(reader, asOf);
  const c = await reader.columns(
    `${people.ctes.length > 0 ? `WITH ${people.ctes.join(",\n")}` : ""}
     SELECT DISTINCT product FROM ${people.of("order_lines")}
     WHERE customer = $2 AND product IS NOT NULL AND ordered_at < $1 AND known_at < $1 ORDER BY product`,
    [asOf, customer],
  );
  return c.product as Float64Array;
}
