import { addDays, startOfDay } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import { type Matrix, zeros } from "../core/matrix.ts";
import type { Feature } from "../features/algebra.ts";
import { computeFeatures } from "../features/compute.ts";
import { latestMoments } from "../features/latest.ts";
import { buyers } from "../features/population.ts";
import { shopFeatures } from "../features/shop.ts";
import type { Reader } from "../store/reader.ts";
import { type NumericAttribute, numericAttributes, readAttributes } from "./numeric-attributes.ts";

/** Customers and what they can be told apart by, as of one moment. */
export interface ClusteringData {
  /** `shop`: customers with orders, by buying features. `flat`: a table of customers, by its numeric columns. */
  readonly kind: "shop" | "flat";
  /** Keys of `customers.customer`, ascending: the rows of `x`. */
  readonly customers: Float64Array;
  /** Own units, NaN = missing; columns = `names`. */
  readonly x: Matrix;
  readonly names: readonly string[];
  /** Those of `names` that are the customers' own columns, not features of the shop. */
  readonly attributes: readonly string[];
  /** Names to cluster on when the user names none, the most telling first. */
  readonly usual: readonly string[];
  readonly asOf: Date;
}

/** When a customer last bought, how often, how much a time, since when, how broadly: what most shops act on. */
const usualShopFeatures = [
  "daysSinceLastOrder",
  "orderDays",
  "averageBasket",
  "daysSinceFirstOrder",
  "linesPerOrder",
];
/** A column with fewer values holds codes or answers, not quantities: distances between them would mean nothing. */
const FEWEST_VALUES = 6;
/** More columns than this drown each other; the user can still name them. */
const MOST_USUAL = 20;

/** Orders make a shop; without any, the customers' own columns are used. `wanted` may name either kind of column. */
export async function readClusteringData(
  reader: Reader,
  wanted: readonly string[] = [],
): Promise<ClusteringData> {
  const attributes = await numericAttributes(reader);
  const { orders } = await reader.one<{ orders: boolean }>(
    "SELECT exists(FROM orders WHERE kind = 'sale' AND customer IS NOT NULL) AS orders",
  );
  const known = [...(orders ? shopFeatures : []), ...attributes].map((f) => f.name);
  for (const feature of wanted) {
    if (!known.includes(feature)) {
      throw new KindredError("unknown-feature", { feature, known: known.join(", ") });
    }
  }
  if (!orders) return readFlat(reader, attributes);
  const { asOf } = await latestMoments(reader);
  const extra = attributes.filter((a) => wanted.includes(a.name)).map((a) => a.name);
  return readShop(reader, asOf, extra);
}

/** Shop features (and some attributes by name) of everyone with a counted order as of a moment. */
export async function readShop(
  reader: Reader,
  asOf: Date,
  attributes: readonly string[] = [],
): Promise<ClusteringData> {
  const own = attributes.map(
    (name, i): Feature => ({
      name: `attribute${i}`,
      unit: "ratio",
      value: { op: "attribute", name, undated: true },
    }),
  );
  const table = await computeFeatures(reader, [...shopFeatures, ...own], { asOf, population: buyers });
  const names = table.features.map((f) => {
    const i = own.indexOf(f);
    return i < 0 ? f.name : attributes[i]!;
  });
  const usual = usualShopFeatures.filter((name) => names.includes(name));
  return { kind: "shop", customers: table.customers, x: table.design.x, names, attributes, usual, asOf };
}

async function readFlat(reader: Reader, attributes: readonly NumericAttribute[]): Promise<ClusteringData> {
  const { last } = await reader.one<{ last: Date | null }>(
    `SELECT greatest((SELECT max(known_at) FROM customers), (SELECT max(known_at) FROM attributes),
       (SELECT max(finished_at) FROM imports)) AS last`,
  );
  const asOf = addDays(startOfDay(last ?? new Date(0)), 1);
  const names = attributes.map((a) => a.name);
  const { customer } = await reader.columns("SELECT customer FROM customers ORDER BY customer");
  const customers = customer as Float64Array;
  const x = zeros(customers.length, names.length);
  x.data.fill(Number.NaN);
  await readAttributes(reader, names, customers, x);
  const fewest = Math.min(FEWEST_VALUES, customers.length);
  const usual = attributes.filter((a) => a.values >= fewest).map((a) => a.name);
  return { kind: "flat", customers, x, names, attributes: names, usual: usual.slice(0, MOST_USUAL), asOf };
}
