import type { FitContext } from "../../models/estimator.ts";
import type { SparseRows } from "../../models/sparse/sparse-rows.ts";
import type { Reader } from "../../store/reader.ts";
import { productAttributes } from "./attributes.ts";
import { type Catalogue, outOfRange, readCatalogue } from "./catalogue.ts";
import { type Purchases, readPurchases } from "./purchases.ts";
import { type Tastes, tastesOf, type Weighing } from "./tastes.ts";

/** All that recommenders learn from, as of one moment. */
export interface Moment {
  readonly asOf: Date;
  readonly catalogue: Catalogue;
  /** Number of each product key: its place in the catalogue. */
  readonly items: ReadonlyMap<number, number>;
  readonly attributes: SparseRows;
  /** Items that can no longer be had. */
  readonly gone: ReadonlySet<number>;
  readonly purchases: Purchases;
  /** Worked out once for each way of weighing. */
  tastes(weighing: Weighing): Tastes;
}

export async function readMoment(reader: Reader, asOf: Date, ctx: FitContext): Promise<Moment> {
  const catalogue = await readCatalogue(reader, asOf);
  const purchases = await readPurchases(reader, asOf);
  const items = new Map(Array.from(catalogue.product, (key, i) => [key, i]));
  const known = new Map<string, Tastes>();
  return {
    asOf,
    catalogue,
    items,
    attributes: await productAttributes(catalogue, ctx),
    gone: outOfRange(catalogue, asOf),
    purchases,
    tastes: (weighing) => {
      const key = `${weighing.halfLifeDays} ${weighing.lastDays}`;
      const tastes = known.get(key) ?? tastesOf(purchases, items, asOf, weighing);
      known.set(key, tastes);
      return tastes;
    },
  };
}
