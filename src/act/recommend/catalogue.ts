import { factSql } from "../../features/facts.ts";
import type { Reader } from "../../store/reader.ts";

/** The goods a shop has sold or has told of as of a moment, ascending by key; arrays go together. */
export interface Catalogue {
  readonly product: Float64Array;
  readonly productId: readonly string[];
  readonly name: readonly (string | null)[];
  readonly category: readonly (string | null)[];
  /** Mean price of a piece in minor units; NaN where none was sold. */
  readonly priceMinor: Float64Array;
  /** Last day it was sold, milliseconds since 1970; NaN where it never was. */
  readonly lastSold: Float64Array;
}

/** Goods only: postage, fees and manual entries are nothing to recommend. The last name and category known count. */
export async function readCatalogue(reader: Reader, asOf: Date): Promise<Catalogue> {
  const c = await reader.columns(
    `WITH ${factSql.orders(new Set())}, ${factSql.lines(new Set(["product"]))},
     told AS (
       SELECT product, max(product_id) AS product_id, arg_max(name, row(known_at, name)) AS name,
         arg_max(category, row(known_at, category)) AS category, arg_max(kind, row(known_at, kind)) AS kind
       FROM products WHERE known_at < $1 GROUP BY product),
     sold AS (
       SELECT product, sum(amount) / (sum(units) / 1000.0) AS price, max(time) AS last
       FROM lines_known WHERE product IS NOT NULL AND units > 0 GROUP BY product)
     SELECT product, product_id, name, category, price, last FROM told LEFT JOIN sold USING (product)
     WHERE kind = 'goods' ORDER BY product`,
    [asOf],
  );
  return {
    product: c.product as Float64Array,
    productId: c.product_id as string[],
    name: c.name as (string | null)[],
    category: c.category as (string | null)[],
    priceMinor: c.price as Float64Array,
    lastSold: c.last as Float64Array,
  };
}

/** Products that were not sold for this many days are out of range. */
const RANGE_DAYS = 90;

/** Items of the catalogue that can no longer be had: not sold in the last 90 days before `asOf`. */
export function outOfRange({ lastSold }: Catalogue, asOf: Date): Set<number> {
  const since = asOf.getTime() - RANGE_DAYS * 86_400_000;
  return new Set(Array.from(lastSold.keys()).filter((i) => !(lastSold[i]! >= since)));
}
