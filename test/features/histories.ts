import { DAY_MS } from "../../src/core/clock.ts";
import { Random } from "../../src/core/random.ts";
import type { Store } from "../../src/store/store.ts";

const START = Date.UTC(2024, 0, 1);

/** Moments around which random histories cluster, so that windows begin and end exactly on facts. */
export const asOfs = [400, 401, 430].map((day) => new Date(START + day * DAY_MS));

/**
 * Fills an empty store with a small history full of corners: equal moments, date-only stamps, facts exactly on window edges,
 * late knowledge, partial and full reversals, orders without customer, free and service lines, categories told again, texts
 * with quotes, amounts beyond 32 bits, attributes without date.
 */
export async function writeHistory(store: Store, seed: number): Promise<void> {
  const random = new Random(seed);
  const pick = <T>(...items: readonly T[]): T => items[random.int(items.length)]!;
  const moment = (): number => {
    const edge = pick(...asOfs).getTime() - pick(0, 7, 30, 60, 90, 180, 365) * DAY_MS;
    return pick(
      START + random.int(430) * DAY_MS,
      START + Math.floor(random.next() * 430 * DAY_MS),
      edge,
      edge - 1,
      edge + 3_600_000,
    );
  };
  const late = (at: number): number => pick(at, at, at, at + random.int(40) * DAY_MS, moment());
  const amount = () => pick(random.int(5000), random.int(5000), 1, 0, 6_000_000_000 + random.int(1000));
  const tables: Record<string, (number | string | null)[][]> = {
    customers: [],
    orders: [],
    order_lines: [],
    reversals: [],
    products: [],
    attributes: [],
  };
  for (let product = 1; product <= 5; product++) {
    for (let told = 0; told <= random.int(3); told++) {
      const category = pick("chairs", "o'clocks", "桌子", null);
      tables.products!.push([product, `P${product}`, "", category, "goods", ts(moment()), 1]);
    }
  }
  let orderKey = 0;
  let lineKey = 0;
  for (let customer = 1; customer <= 8; customer++) {
    tables.customers!.push([customer * 3, `C${customer}`, ts(pick(START, START, moment())), 1]);
    for (let k = random.int(4); k > 0; k--) {
      const value = pick(random.int(80), null);
      tables.attributes!.push([customer * 3, "age", null, value, pick(null, ts(moment())), 1]);
    }
    let at = moment();
    for (let n = random.int(9); n > 0; n--) {
      orderKey++;
      if (random.next() < 0.8) at = moment();
      const knownAt = late(at);
      const who = random.next() < 0.05 ? null : customer * 3;
      const kind = pick("sale", "sale", "sale", "sale", "cancellation", "adjustment");
      const own = { amount: 0, units: 0 };
      for (let l = random.int(4); l >= 0; l--) {
        lineKey++;
        const line = { amount: amount(), units: 1000 * (1 + random.int(5)) };
        const lineKind = pick("goods", "goods", "goods", "free", "service");
        const product = pick(1, 2, 3, 4, 5, null);
        const known = pick(knownAt, knownAt, late(at));
        const row = [
          lineKey,
          orderKey,
          who,
          product,
          ts(at),
          ts(known),
          lineKind,
          line.units,
          line.amount,
          1,
        ];
        tables.order_lines!.push([...row, lineKey]);
        if (lineKind === "goods") {
          own.amount += line.amount;
          own.units += line.units;
        }
        if (lineKind === "goods" && random.next() < 0.3) {
          const back = pick(line, { amount: Math.floor(line.amount / 2), units: 0 });
          const when = ts(late(at));
          const reversal = [orderKey, lineKey, who, product, ts(at), when, back.units, back.amount, null, 1];
          tables.reversals!.push(reversal);
        }
      }
      const place = [pick("GB", "FR", null), pick("web", "shop's", null)];
      const stamps = [ts(at), ts(knownAt)];
      tables.orders!.push([
        orderKey,
        `O${orderKey}`,
        who,
        ...stamps,
        "EUR",
        ...place,
        kind,
        own.units,
        own.amount,
        1,
      ]);
    }
  }
  await store.tx(async (w) => {
    for (const [table, rows] of Object.entries(tables)) {
      await w.run(`DELETE FROM ${table}`);
      const values = rows.map((r) => `(${r.map(literal).join(", ")})`).join(", ");
      if (values) await w.run(`INSERT INTO ${table} VALUES ${values}`);
    }
  });
}

function ts(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}

function literal(v: number | string | null): string {
  return v === null ? "NULL" : typeof v === "number" ? String(v) : `'${v.replaceAll("'", "''")}'`;
}
