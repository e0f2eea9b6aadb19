import { DAY_MS } from "../../src/core/clock.ts";
import { Random } from "../../src/core/random.ts";
import type { Store } from "../../src/store/store.ts";

/** A made-up shop's customer kinds: how often they order, how much they spend, how soon they leave. */
export interface Kind {
  readonly name: string;
  readonly share: number;
  /** Mean days between orders while the customer is a customer. */
  readonly gapDays: number;
  /** Mean basket in minor units. */
  readonly basketMinor: number;
  /** Chance to leave for good after each order. */
  readonly leave: number;
}

/** Planted truth: three kinds that differ in everything. */
export const plantedKinds: readonly Kind[] = [
  { name: "regulars", share: 0.25, gapDays: 12, basketMinor: 12_000, leave: 0.01 },
  { name: "occasional", share: 0.35, gapDays: 45, basketMinor: 5_000, leave: 0.08 },
  { name: "one-time", share: 0.4, gapDays: 60, basketMinor: 2_500, leave: 0.85 },
];

/** No structure: everyone draws from the same law, and nobody leaves. */
export const sameKind: readonly Kind[] = [
  { name: "all", share: 1, gapDays: 30, basketMinor: 5_000, leave: 0 },
];

export interface ShopOptions {
  readonly customers: number;
  readonly days: number;
  readonly seed: number;
  readonly kinds?: readonly Kind[];
  /** Share of lines cancelled one to ten days later. */
  readonly cancelShare?: number;
}

interface ShopOrder {
  readonly order: number;
  readonly customer: number;
  readonly at: number;
  readonly lines: readonly {
    readonly product: number;
    readonly quantity: number;
    readonly amountMinor: number;
  }[];
}

interface ShopReversal {
  readonly order: number;
  readonly line: number;
  readonly at: number;
}

export interface Shop {
  readonly from: number;
  readonly until: number;
  /** Index into `kinds` of each customer; customer keys are 1 … n. */
  readonly kindOf: readonly number[];
  readonly orders: readonly ShopOrder[];
  readonly reversals: readonly ShopReversal[];
}

const START = Date.UTC(2024, 0, 1);
const PRODUCTS = 40;

/** A deterministic made-up shop: same options, same shop. */
export function makeShop(options: ShopOptions): Shop {
  const { customers, days, seed, kinds = plantedKinds, cancelShare = 0.03 } = options;
  const random = new Random(seed);
  const orders: ShopOrder[] = [];
  const reversals: ShopReversal[] = [];
  const kindOf: number[] = [];
  for (let customer = 1; customer <= customers; customer++) {
    const kind = pick(kinds, random.next());
    kindOf.push(kind);
    const { gapDays, basketMinor, leave } = kinds[kind]!;
    let at = START + random.next() * days * 0.8 * DAY_MS;
    while (at < START + days * DAY_MS) {
      const order = orders.length + 1;
      const count = 1 + random.int(4);
      const lines = Array.from({ length: count }, () => ({
        product: 1 + random.int(PRODUCTS),
        quantity: 1 + random.int(3),
        amountMinor: Math.max(1, Math.round((basketMinor / count) * (0.5 + random.next()))),
      }));
      orders.push({ order, customer, at: Math.floor(at), lines });
      lines.forEach((_, line) => {
        const back = at + (1 + random.next() * 9) * DAY_MS;
        if (random.next() < cancelShare && back < START + days * DAY_MS)
          reversals.push({ order, line, at: Math.floor(back) });
      });
      if (random.next() < leave) break;
      at += -Math.log(1 - random.next()) * gapDays * DAY_MS;
    }
  }
  return { from: START, until: START + days * DAY_MS, kindOf, orders, reversals };
}

function pick(kinds: readonly Kind[], u: number): number {
  let sum = 0;
  for (let k = 0; k < kinds.length; k++) {
    sum += kinds[k]!.share;
    if (u < sum) return k;
  }
  return kinds.length - 1;
}

/** Writes a shop into an empty store, as an import would leave it. */
export async function loadShop(store: Store, shop: Shop): Promise<void> {
  const ts = (ms: number) => new Date(ms);
  const lineKey = new Map<string, number>();
  const firstOrder = new Map<number, number>();
  for (const o of shop.orders)
    firstOrder.set(o.customer, Math.min(o.at, firstOrder.get(o.customer) ?? Number.POSITIVE_INFINITY));
  await store.tx(async (w) => {
    const values = async (
      table: string,
      columns: string,
      rows: readonly (readonly (number | string | null)[])[],
    ) => {
      for (let from = 0; from < rows.length; from += 500) {
        const list = rows.slice(from, from + 500).map((r) => `(${r.map(literal).join(", ")})`);
        if (list.length) await w.run(`INSERT INTO ${table} (${columns}) VALUES ${list.join(", ")}`);
      }
    };
    await values(
      "customers",
      "customer, customer_id, known_at, import_id",
      [...firstOrder].map(([c, at]) => [c, `C${c}`, iso(ts(at)), 1]),
    );
    await values(
      "products",
      "product, product_id, name, category, kind, known_at, import_id",
      Array.from({ length: PRODUCTS }, (_, i) => [
        i + 1,
        `P${i + 1}`,
        `Product ${i + 1}`,
        `Category ${i % 5}`,
        "goods",
        iso(ts(shop.from)),
        1,
      ]),
    );
    const orderRows: (number | string | null)[][] = [];
    const lineRows: (number | string | null)[][] = [];
    for (const o of shop.orders) {
      const amount = o.lines.reduce((s, l) => s + l.amountMinor, 0);
      const quantity = o.lines.reduce((s, l) => s + l.quantity, 0) * 1000;
      orderRows.push([
        o.order,
        `O${o.order}`,
        o.customer,
        iso(ts(o.at)),
        iso(ts(o.at)),
        "EUR",
        "DE",
        "sale",
        quantity,
        amount,
        1,
      ]);
      o.lines.forEach((l, i) => {
        const key = lineRows.length + 1;
        lineKey.set(`${o.order}/${i}`, key);
        lineRows.push([
          key,
          o.order,
          o.customer,
          l.product,
          iso(ts(o.at)),
          iso(ts(o.at)),
          "goods",
          l.quantity * 1000,
          l.amountMinor,
          1,
          key,
        ]);
      });
    }
    await values(
      "orders",
      "order_key, order_id, customer, ordered_at, known_at, currency, country, kind, quantity_milli, amount_minor, import_id",
      orderRows,
    );
    await values(
      "order_lines",
      "line_key, order_key, customer, product, ordered_at, known_at, kind, quantity_milli, amount_minor, import_id, row_number",
      lineRows,
    );
    await values(
      "reversals",
      "order_key, line_key, customer, product, ordered_at, known_at, quantity_milli, amount_minor, cancel_line_key, import_id",
      shop.reversals.map((r) => {
        const o = shop.orders[r.order - 1]!;
        const l = o.lines[r.line]!;
        return [
          r.order,
          lineKey.get(`${r.order}/${r.line}`)!,
          o.customer,
          l.product,
          iso(ts(o.at)),
          iso(ts(r.at)),
          l.quantity * 1000,
          l.amountMinor,
          null,
          1,
        ];
      }),
    );
  });
}

function iso(t: Date): string {
  return t.toISOString().replace("T", " ").replace("Z", "");
}

function literal(v: number | string | null): string {
  return v === null ? "NULL" : typeof v === "number" ? String(v) : `'${v.replaceAll("'", "''")}'`;
}
