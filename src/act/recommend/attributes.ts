import type { FitContext } from "../../models/estimator.ts";
import { type SparseRows, sparseRows } from "../../models/sparse/sparse-rows.ts";
import { mainLanguage } from "../../models/text/language.ts";
import { fitTransform } from "../../models/tf-idf/tf-idf.ts";
import type { Catalogue } from "./catalogue.ts";

/** The language of the names is told by about so many of them. */
const NAMES_FOR_LANGUAGE = 300;
/** Prices fall into this many equally large bands. */
const PRICE_BANDS = 10;
/** Weight of category and price beside the words of a name, which together weigh 1. */
const CATEGORY_WEIGHT = 1;
const PRICE_WEIGHT = 0.3;

/** What each product is like: words of its name (tf-idf), its category, its price band. Items × attributes. */
export async function productAttributes(catalogue: Catalogue, ctx: FitContext): Promise<SparseRows> {
  const items = catalogue.product.length;
  const entries = new Entries();
  const names = catalogue.name.map((name) => name ?? "");
  const words = await wordRows(names, ctx);
  if (words) entries.addRows(words);
  const categories = new Map<string, number>();
  let first = entries.columns;
  for (let i = 0; i < items; i++) {
    const category = catalogue.category[i];
    if (!category) continue;
    if (!categories.has(category)) categories.set(category, categories.size);
    entries.add(i, first + categories.get(category)!, CATEGORY_WEIGHT);
  }
  first = entries.columns;
  const sorted = catalogue.priceMinor.filter((p) => !Number.isNaN(p)).sort();
  for (let i = 0; i < items; i++) {
    const price = catalogue.priceMinor[i]!;
    if (!Number.isNaN(price)) entries.add(i, first + bandOf(sorted, price), PRICE_WEIGHT);
  }
  return entries.rows(items);
}

async function wordRows(names: readonly string[], ctx: FitContext): Promise<SparseRows | null> {
  if (!names.some((name) => /\p{L}/u.test(name))) return null;
  const step = Math.max(1, Math.floor(names.length / NAMES_FOR_LANGUAGE));
  const lang = mainLanguage(names.filter((_, i) => i % step === 0))?.lang ?? null;
  const minDf = Math.min(2, names.length);
  return (await fitTransform({ texts: names, lang }, { maxWords: 2, minDf, maxDf: 0.5 }, ctx)).x;
}

/** Band of a price among ascending ones: by the share of prices below it. */
function bandOf(sorted: Float64Array, price: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < price) low = middle + 1;
    else high = middle;
  }
  return Math.min(PRICE_BANDS - 1, Math.floor((low / sorted.length) * PRICE_BANDS));
}

class Entries {
  readonly #row: number[] = [];
  readonly #column: number[] = [];
  readonly #value: number[] = [];
  columns = 0;

  add(row: number, column: number, value: number): void {
    this.#row.push(row);
    this.#column.push(column);
    this.#value.push(value);
    this.columns = Math.max(this.columns, column + 1);
  }

  addRows({ rows, cols, start, column, value }: SparseRows): void {
    const first = this.columns;
    for (let r = 0; r < rows; r++)
      for (let k = start[r]!; k < start[r + 1]!; k++) this.add(r, first + column[k]!, value[k]!);
    this.columns = first + cols;
  }

  rows(rows: number): SparseRows {
    return sparseRows(
      rows,
      Math.max(1, this.columns),
      Int32Array.from(this.#row),
      Int32Array.from(this.#column),
      Float32Array.from(this.#value),
    );
  }
}
