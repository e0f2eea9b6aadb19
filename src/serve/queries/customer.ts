import type { Reason as StoredReason } from "../../explain/reason.ts";
import { personOf } from "../../features/people.ts";
import type { Reader } from "../../store/reader.ts";
import type { Words } from "../../words/index.ts";
import type { Band } from "../contract/common.ts";
import type { CustomerScore, TimelineOrder } from "../contract/customers.ts";
import { wordedReasons } from "../labels.ts";
import { isProven, type StoredGoal } from "./goals.ts";

interface FoundCustomer {
  /** The person; the profile asked for may be another one of theirs. */
  readonly customer: number;
  readonly customer_id: string;
  readonly profiles: readonly number[];
  readonly segment: number | null;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  readonly country: string | null;
  readonly as_of: Date | null;
}

/** One customer by the number of any of their profiles: persona, RFM, country of the newest order; undefined where there is none. */
export async function findCustomer(
  reader: Reader,
  customerId: string,
  segmentation: string,
): Promise<FoundCustomer | undefined> {
  const [known] = await reader.rows<{ customer: number }>(
    "SELECT customer FROM customers WHERE customer_id = $1 LIMIT 1",
    [customerId],
  );
  if (!known) return undefined;
  const { person, profiles } = await personOf(reader, known.customer);
  const found = await reader.one<Omit<FoundCustomer, "profiles">>(
    `SELECT c.customer, c.customer_id, m.segment, rfm.r, rfm.f, rfm.m,
       coalesce(rfm.as_of, (SELECT max(as_of) FROM scores WHERE customer = $1)) AS as_of,
       (SELECT arg_max(country, ordered_at) FROM orders WHERE customer IN ${listed("$3")}) AS country
     FROM (FROM customers WHERE customer = $1) c LEFT JOIN (FROM rfm WHERE customer = $1) rfm ON true
     LEFT JOIN (FROM memberships WHERE customer = $1 AND segmentation = $2) m ON true`,
    [person, segmentation, profiles.join(",")],
  );
  return { ...found, profiles };
}

/** SQL: the keys that a bound value lists. */
const listed = (value: string) => `(SELECT unnest(string_split(${value}, ',')::BIGINT[]))`;

/** Orders of one customer, newest first; at most this many. */
const TIMELINE_LIMIT = 2000;

interface OrderRow {
  readonly order_id: string;
  readonly at: Date;
  readonly kind: string;
  readonly amount: number;
  readonly reversed: number;
  readonly lines: number;
}

/** What one customer bought, under any of their profiles, with what was taken back of each order later. */
export async function timeline(reader: Reader, profiles: readonly number[]): Promise<TimelineOrder[]> {
  const rows = await reader.rows<OrderRow>(
    `SELECT o.order_id, o.ordered_at AS "at", o.kind, o.amount_minor AS amount,
       coalesce(v.back, 0) AS reversed, coalesce(l.lines, 0) AS lines
     FROM orders o
     LEFT JOIN (SELECT order_key, sum(amount_minor) AS back FROM reversals WHERE customer IN ${listed("$1")} GROUP BY 1) v
       USING (order_key)
     LEFT JOIN (SELECT order_key, count(*) AS lines FROM order_lines WHERE customer IN ${listed("$1")} GROUP BY 1) l
       USING (order_key)
     WHERE o.customer IN ${listed("$1")} AND o.kind = 'sale' ORDER BY o.ordered_at DESC, o.order_key DESC LIMIT $2`,
    [profiles.join(","), TIMELINE_LIMIT],
  );
  return rows.map((r) => ({
    orderId: r.order_id,
    at: r.at.toISOString(),
    kind: r.kind,
    amountMinor: r.amount,
    reversedMinor: r.reversed,
    lines: r.lines,
  }));
}

interface ScoreRow {
  readonly goal: string;
  readonly kind: string;
  readonly value: number;
  readonly unit: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly probability: number | null;
  readonly score: number;
  readonly band: Band;
  readonly margin: number | null;
  readonly reasons: string | null;
  readonly as_of: Date;
  readonly horizon_days: number;
  readonly model_version: string;
}

/** The scores of one customer by published goals, with their reasons worded; a longer horizon than the proven one is
 *  extrapolated, and says so. */
export async function customerScores(
  reader: Reader,
  customer: number,
  goals: readonly StoredGoal[],
  words: Words,
): Promise<CustomerScore[]> {
  const rows = await reader.rows<ScoreRow>(
    `SELECT s.goal, g.kind, s.value, s.unit, s.low, s.high, s.probability, s.score, s.band, s.margin, s.reasons,
       s.as_of, s.horizon_days, s.model_version
     FROM scores s JOIN goals g USING (goal) WHERE s.customer = $1 ORDER BY g.created_at, s.goal, s.horizon_days`,
    [customer],
  );
  const published = rows.filter((r) => goals.find((g) => g.goal === r.goal)?.proof?.published);
  return published.map((r) => ({
    goal: r.goal,
    kind: r.kind,
    proven: isProven(goals, { goal: r.goal, horizonDays: r.horizon_days }),
    value: r.value,
    unit: r.unit,
    low: r.low,
    high: r.high,
    probability: r.probability,
    band: r.band,
    horizonDays: r.horizon_days,
    score: r.score,
    margin: r.margin,
    reasons: wordedReasons(r.reasons ? (JSON.parse(r.reasons) as StoredReason[]) : [], words),
    asOf: r.as_of.toISOString(),
    modelVersion: r.model_version,
  }));
}
