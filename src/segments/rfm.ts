import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { Sentence } from "../core/sentence.ts";
import { latestMoments } from "../features/latest.ts";
import { type People, peopleAt } from "../features/people.ts";
import type { Built, Store } from "../store/store.ts";
import { countedOrders, daysBefore } from "./counted-orders.ts";
import { type RfmSegment, rfmSegments } from "./rfm-names.ts";

interface RfmSegmentSummary {
  readonly segment: RfmSegment;
  readonly name: Sentence;
  readonly size: number;
  readonly share: number;
  readonly revenueMinor: number;
  readonly revenueShare: number;
  readonly medianRecencyDays: number;
  readonly medianFrequency: number;
  readonly medianMonetaryMinor: number;
}

export interface RfmReport {
  readonly asOf: string;
  readonly customers: number;
  /** Customers without one counted order: they have no row in `rfm`. */
  readonly withoutOrders: number;
  readonly currency: string | null;
  /** Only segments that have members, best first. */
  readonly segments: readonly RfmSegmentSummary[];
  readonly rule: Sentence;
  readonly seconds: number;
}

export interface RfmOptions {
  /** Exclusive upper bound of what is seen; the midnight after the last fact when absent. */
  readonly asOf?: Date;
  readonly work?: Work;
}

/**
 * Scores every customer with at least one counted order into `rfm__next`.
 * Recency: calendar days (UTC) from the day of the last counted order to the last day before `asOf`, so the hour of an
 * order plays no part and 0 is "bought on the last day". Frequency: number of counted orders. Monetary: their goods
 * minus what was taken back before `asOf`, in minor units. An order counts while that net amount is above 0.
 * A score is the fifth (1–5, 5 = best) in which the customer's mid-rank lies: customers with the same value share the
 * middle of the ranks they take, so ties always score the same. One order alone is never frequent: its F is 1.
 * @throws no-orders where no order counts
 */
export async function buildRfm(store: Store, options: RfmOptions = {}): Promise<Built<RfmReport>> {
  const from = performance.now();
  const { work } = options;
  work?.onProgress?.("rfm", 0, 2);
  const asOf = options.asOf ?? (await latestMoments(store)).asOf;
  const people = await peopleAt(store, asOf);
  await store.build(async (w) => {
    await w.run("DROP TABLE IF EXISTS rfm__next");
    await w.run(buildSql(people), [asOf]);
  });
  work?.signal?.throwIfAborted();
  work?.onProgress?.("rfm", 1, 2);
  const report = await summarise(store, asOf, people);
  if (report.customers === 0) {
    await store.build((w) => w.run("DROP TABLE rfm__next"));
    throw new KindredError("no-orders");
  }
  work?.onProgress?.("rfm", 2, 2);
  const seconds = Math.round(performance.now() - from) / 1000;
  return { report: { ...report, seconds }, swaps: [{ from: "rfm__next", to: "rfm" }] };
}

/** Every `when` is R, then F, of the grid; the first that fits names the segment. Only a single order makes one new. */
const nameSql = `CASE
  WHEN r = 5 AND f >= 4 THEN 'champions'
  WHEN r >= 3 AND f >= 4 THEN 'loyal'
  WHEN r >= 4 AND frequency > 1 THEN 'potential-loyal'
  WHEN r = 5 THEN 'new'
  WHEN r = 4 THEN 'promising'
  WHEN r = 3 AND f = 3 THEN 'need-attention'
  WHEN r = 3 THEN 'about-to-sleep'
  WHEN f = 5 THEN 'cant-lose'
  WHEN f >= 3 THEN 'at-risk'
  ELSE 'hibernating' END`;

/** 1 + floor(5 × mid-rank / n), in whole numbers: mid-rank = customers strictly worse + half of those alike. */
function scoreSql(better: string): string {
  return `(1 + (5 * (2 * (rank() OVER (ORDER BY ${better}) - 1) + count(*) OVER (PARTITION BY ${better})))
    // (2 * count(*) OVER ()))::INTEGER`;
}

const buildSql = (people: People) => `
CREATE TABLE rfm__next AS
WITH ${countedOrders(people)}, bought AS (
  SELECT customer, ${daysBefore("max(ordered_at)")} AS recency_days,
    count(*)::INTEGER AS frequency, sum(net_minor)::BIGINT AS monetary_minor
  FROM counted GROUP BY customer
), scored AS (
  SELECT *, ${scoreSql("-recency_days")} AS r,
    CASE WHEN frequency = 1 THEN 1 ELSE ${scoreSql("frequency")} END AS f,
    ${scoreSql("monetary_minor")} AS m
  FROM bought
)
SELECT customer, recency_days, frequency, monetary_minor, r, f, m, ${nameSql} AS segment, $1::TIMESTAMP AS as_of
FROM scored ORDER BY customer`;

async function summarise(store: Store, asOf: Date, people: People): Promise<RfmReport> {
  const groups = await store.rows<Omit<RfmSegmentSummary, "name" | "share" | "revenueShare">>(
    `SELECT segment, count(*) AS size, sum(monetary_minor)::BIGINT AS "revenueMinor",
       median(recency_days) AS "medianRecencyDays", median(frequency) AS "medianFrequency",
       median(monetary_minor) AS "medianMonetaryMinor"
     FROM rfm__next GROUP BY segment`,
  );
  const all = await store.one<{ known: number; currencies: number; currency: string | null }>(
    `${people.ctes.length > 0 ? `WITH ${people.ctes.join(", ")}` : ""}
     SELECT (SELECT count(DISTINCT customer) FROM ${people.of("customers")} WHERE known_at < $1) AS known,
       count(DISTINCT currency) AS currencies, min(currency) AS currency
     FROM orders WHERE known_at < $1`,
    [asOf],
  );
  const customers = groups.reduce((sum, g) => sum + g.size, 0);
  const revenue = groups.reduce((sum, g) => sum + g.revenueMinor, 0);
  const rank = new Map(rfmSegments.map((name, i) => [name, i]));
  return {
    asOf: asOf.toISOString(),
    customers,
    withoutOrders: Math.max(0, all.known - customers),
    currency: all.currencies === 1 ? all.currency : null,
    segments: groups
      .sort((a, b) => rank.get(a.segment)! - rank.get(b.segment)!)
      .map((g) => ({
        ...g,
        name: { code: `segments.rfm.${g.segment}`, data: {} },
        share: g.size / customers,
        revenueShare: revenue > 0 ? g.revenueMinor / revenue : 0,
      })),
    rule: { code: "segments.rfmRule", data: {} },
    seconds: 0,
  };
}
