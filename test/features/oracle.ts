import { DAY_MS } from "../../src/core/clock.ts";
import type { Fact, Measure, Predicate, Term, Where } from "../../src/features/algebra.ts";
import { trendWindows } from "../../src/features/algebra.ts";
import type { Store } from "../../src/store/store.ts";

/**
 * The feature algebra a second time, by plain loops over all rows: what the compiler's SQL is held against. It shares no code
 * with the compiler but the layout of a trend's windows. Missing is null.
 */

type Value = number | string | null;
interface FactRow {
  readonly time: number;
  readonly fields: Readonly<Record<string, Value>>;
}
type Facts = Readonly<Record<Fact, readonly FactRow[]>>;
type Raw = Readonly<Record<string, unknown>>;

export interface World {
  readonly customers: readonly Raw[];
  readonly orders: readonly Raw[];
  readonly lines: readonly Raw[];
  readonly reversals: readonly Raw[];
  readonly products: readonly Raw[];
  readonly attributes: readonly Raw[];
}

export async function readWorld(store: Store): Promise<World> {
  const all = (table: string) => store.rows<Raw>(`SELECT * FROM ${table}`);
  return {
    customers: await all("customers"),
    orders: await all("orders"),
    lines: await all("order_lines"),
    reversals: await all("reversals"),
    products: await all("products"),
    attributes: await all("attributes"),
  };
}

const time = (v: unknown): number => (v as Date).getTime();
const known = (row: Raw, asOf: number): boolean => row.known_at !== null && time(row.known_at) < asOf;

/** What was known at a moment, per customer known then, ascending by key. */

/** Something of the amount is left, or of the pieces where it cost nothing. */
const stillBought = (bought: Raw, amount: number, units: number) =>
  amount > 0 || (bought.amount_minor === 0 && units > 0);

export class Oracle {
  readonly #world: World;
  readonly #asOf: number;

  constructor(world: World, asOf: Date) {
    this.#world = world;
    this.#asOf = asOf.getTime();
  }

  customers(): number[] {
    return this.#world.customers
      .filter((c) => known(c, this.#asOf))
      .map((c) => c.customer as number)
      .sort((a, b) => a - b);
  }

  value(customer: number, term: Term): number | null {
    return this.#term(customer, term, this.#facts(customer));
  }

  holds(customer: number, predicate: Predicate): boolean {
    return this.#holds(customer, predicate, this.#facts(customer));
  }

  #holds(customer: number, p: Predicate, facts: Facts): boolean {
    if ("all" in p) return p.all.every((q) => this.#holds(customer, q, facts));
    if ("any" in p) return p.any.some((q) => this.#holds(customer, q, facts));
    if ("not" in p) return !this.#holds(customer, p.not, facts);
    return compare(this.#term(customer, p.term, facts), p.is, p.value);
  }

  #facts(customer: number): Facts {
    const { orders, lines, reversals } = this.#world;
    const mine = (row: Raw) => row.customer === customer;
    const back = (key: "order_key" | "line_key", of: unknown, what: string) =>
      reversals
        .filter((r) => r[key] === of && known(r, this.#asOf))
        .reduce((sum, r) => sum + (r[what] as number), 0);
    const left = (row: Raw, key: "order_key" | "line_key") => ({
      amount: (row.amount_minor as number) - back(key, row[key], "amount_minor"),
      units: (row.quantity_milli as number) - back(key, row[key], "quantity_milli"),
    });
    const seen = (row: Raw) => time(row.ordered_at) < this.#asOf && known(row, this.#asOf);

    const counting = orders
      .filter((o) => mine(o) && o.kind === "sale" && seen(o))
      .map((o) => ({ o, ...left(o, "order_key") }))
      .filter(({ o, amount, units }) => stillBought(o, amount, units));
    const orderRows = counting.map(({ o, amount, units }) => {
      const at = new Date(time(o.ordered_at));
      return {
        time: at.getTime(),
        fields: {
          amount,
          units,
          country: o.country as string | null,
          channel: o.channel as string | null,
          hour: at.getUTCHours(),
          weekday: at.getUTCDay() === 0 ? 7 : at.getUTCDay(),
        },
      };
    });
    const keys = new Set(counting.map(({ o }) => o.order_key));
    const lineRows = lines
      .filter((l) => keys.has(l.order_key) && l.kind === "goods" && seen(l))
      .map((l) => ({ l, ...left(l, "line_key") }))
      .filter(({ l, amount, units }) => stillBought(l, amount, units))
      .map(({ l, amount, units }) => ({
        time: time(l.ordered_at),
        fields: { amount, units, product: l.product as number | null, category: this.#category(l.product) },
      }));
    const cancellationRows = reversals
      .filter((r) => mine(r) && known(r, this.#asOf))
      .map((r) => ({
        time: time(r.known_at),
        fields: { amount: r.amount_minor as number, units: r.quantity_milli as number },
      }));
    return {
      orders: orderRows,
      orderDays: daysOf(orderRows),
      lines: lineRows,
      cancellations: cancellationRows,
    };
  }

  #category(product: unknown): string | null {
    const told = this.#world.products
      .filter((p) => p.product === product && p.category !== null && known(p, this.#asOf))
      .sort(
        (a, b) =>
          time(a.known_at) - time(b.known_at) || ((a.category as string) < (b.category as string) ? -1 : 1),
      );
    return (told.at(-1)?.category as string | undefined) ?? null;
  }

  #term(customer: number, term: Term, facts: Facts): number | null {
    const nested = (t: Term) => this.#term(customer, t, facts);
    const both = (a: number | null, b: number | null, f: (a: number, b: number) => number | null) =>
      a === null || b === null ? null : f(a, b);
    switch (term.op) {
      case "measure":
        return this.#measure(term, facts);
      case "daysSince": {
        const times = facts[term.from].map((r) => r.time);
        if (times.length === 0) return null;
        return (this.#asOf - (term.which === "first" ? Math.min(...times) : Math.max(...times))) / DAY_MS;
      }
      case "number":
        return term.value;
      case "ratio":
        return both(nested(term.of), nested(term.over), (a, b) => (b === 0 ? null : a / b));
      case "difference":
        return both(nested(term.of), nested(term.minus), (a, b) => a - b);
      case "total":
        return both(nested(term.of), nested(term.plus), (a, b) => a + b);
      case "trend": {
        const y = trendWindows(term.of, term.windows).map((w) => this.#measure(w, facts));
        if (y.some((v) => v === null)) return null;
        const values = y as number[];
        const meanX = (values.length - 1) / 2;
        const meanY = values.reduce((a, b) => a + b, 0) / values.length;
        const sxy = values.reduce((s, v, k) => s + (k - meanX) * (v - meanY), 0);
        return sxy / values.reduce((s, _, k) => s + (k - meanX) ** 2, 0);
      }
      case "attribute": {
        const moment = (a: Raw) => (a.known_at === null ? Number.NEGATIVE_INFINITY : time(a.known_at));
        const told = this.#world.attributes
          .filter((a) => a.customer === customer && a.name === term.name && a.number !== null)
          .filter((a) => (a.known_at === null ? term.undated === true : known(a, this.#asOf)))
          .sort((a, b) => moment(a) - moment(b) || (a.number as number) - (b.number as number));
        return (told.at(-1)?.number as number | undefined) ?? null;
      }
    }
  }

  #measure(m: Measure, facts: Facts): number | null {
    const until = this.#asOf - (m.lagDays ?? 0) * DAY_MS;
    const from = m.windowDays === undefined ? Number.NEGATIVE_INFINITY : until - m.windowDays * DAY_MS;
    const rows = facts[m.from].filter(
      (r) => r.time >= from && r.time < until && (m.where ?? []).every((w) => matches(r, w)),
    );
    if (m.aggregate === "count") return rows.length;
    const values = rows
      .filter((r) => r.fields[m.of!] !== null)
      .map((r) => ({ at: r.time, v: r.fields[m.of!] as number }));
    const sum = values.reduce((s, { v }) => s + v, 0);
    switch (m.aggregate) {
      case "distinct":
        return new Set(values.map(({ v }) => v)).size;
      case "sum":
        return sum;
      case "mean":
        return values.length ? sum / values.length : null;
      case "min":
        return values.length ? Math.min(...values.map(({ v }) => v)) : null;
      case "max":
        return values.length ? Math.max(...values.map(({ v }) => v)) : null;
      case "last":
        return values.sort((a, b) => a.at - b.at || a.v - b.v).at(-1)?.v ?? null;
      case "deviation": {
        if (values.length < 2) return null;
        const mean = sum / values.length;
        return Math.sqrt(values.reduce((s, { v }) => s + (v - mean) ** 2, 0) / (values.length - 1));
      }
    }
  }
}

function daysOf(orders: readonly FactRow[]): FactRow[] {
  const days = new Map<number, { amount: number; orders: number }>();
  for (const { time: at, fields } of orders) {
    const day = Math.floor(at / DAY_MS) * DAY_MS;
    const so = days.get(day) ?? { amount: 0, orders: 0 };
    days.set(day, { amount: so.amount + (fields.amount as number), orders: so.orders + 1 });
  }
  const order = [...days.keys()].sort((a, b) => a - b);
  return order.map((day, i) => ({
    time: day,
    fields: { ...days.get(day)!, gapDays: i === 0 ? null : (day - order[i - 1]!) / DAY_MS },
  }));
}

function matches(row: FactRow, { field, is, value }: Where): boolean {
  const own = row.fields[field] ?? null;
  if (own === null) return false;
  if (is === "in") return (value as readonly Value[]).includes(own);
  return compareValues(own, is, value as number | string);
}

function compare(a: number | null, is: string, b: number): boolean {
  return a !== null && compareValues(a, is, b);
}

function compareValues(a: number | string, is: string, b: number | string): boolean {
  switch (is) {
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}
