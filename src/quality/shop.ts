import { DAY_MS, startOfDay } from "../core/clock.ts";
import type { Reader } from "../store/reader.ts";

/** A day with orders (sales). */
export interface OrderDay {
  /** Midnight, ms since 1970. */
  readonly day: number;
  readonly orders: number;
  /** Time of the day's last order, ms since its midnight. */
  readonly lastMs: number;
}

/** What the checks hold their figures against; read once. Money in minor units. */
export interface Shop {
  readonly reader: Reader;
  readonly now: Date;
  /** The one most orders are in; null where none is named. */
  readonly currency: string | null;
  readonly customers: number;
  /** Sales, and their lines of goods, with and without a customer. */
  readonly orders: number;
  readonly lines: number;
  readonly goodsLines: number;
  /** Goods sold, before cancellations. */
  readonly goodsMinor: number;
  /** Ascending; only days with orders. */
  readonly days: readonly OrderDay[];
  readonly lastOrder: Date | null;
}

export async function readShop(reader: Reader, now: Date): Promise<Shop> {
  const sales = await reader.one<{ orders: number; last: Date | null; customers: number }>(
    `SELECT count(*) AS orders, max(ordered_at) AS last, (SELECT count(*) FROM customers) AS customers
     FROM orders WHERE kind = 'sale'`,
  );
  const lines = await reader.one<{ lines: number; goods: number; amount: number }>(
    `SELECT count(*) AS lines, count(*) FILTER (WHERE kind = 'goods') AS goods,
       coalesce(sum(amount_minor) FILTER (WHERE kind = 'goods'), 0)::BIGINT AS amount
     FROM order_lines`,
  );
  const [currency] = await reader.rows<{ currency: string }>(
    "SELECT currency FROM orders WHERE currency <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
  );
  const { goods: goodsMinor } = await reader.one<{ goods: number }>(
    "SELECT coalesce(sum(amount_minor), 0)::BIGINT AS goods FROM orders WHERE kind = 'sale'",
  );
  return {
    reader,
    now,
    currency: currency?.currency ?? null,
    customers: sales.customers,
    orders: sales.orders,
    lines: lines.lines,
    goodsLines: lines.goods,
    goodsMinor,
    days: await readDays(reader),
    lastOrder: sales.last,
  };
}

async function readDays(reader: Reader): Promise<OrderDay[]> {
  const { last, orders } = await reader.columns(
    `SELECT max(ordered_at) AS last, count(*) AS orders FROM orders WHERE kind = 'sale'
     GROUP BY date_trunc('day', ordered_at) ORDER BY 1`,
  );
  return Array.from(last as Float64Array, (ms, i) => {
    const day = startOfDay(new Date(ms)).getTime();
    return { day, orders: (orders as Float64Array)[i]!, lastMs: ms - day };
  });
}

/** Whole days from the first day with an order to the last. */
export function historyDays({ days }: Shop): number {
  return days.length === 0 ? 0 : (days.at(-1)!.day - days[0]!.day) / DAY_MS;
}
