import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import { topicsOf } from "../explain/topics.ts";
import type { Built, Store } from "../store/store.ts";
import type { Writer } from "../store/writer.ts";
import { readChampion } from "./champion.ts";
import { currencyOf } from "./currency.ts";
import type { Goal } from "./goal.ts";
import { percentiles } from "./percentiles.ts";
import type { Pipeline } from "./pipeline.ts";
import { reasonsOfRow } from "./reasons.ts";
import { scoredRows, scoringMoment } from "./scored-rows.ts";
import { pickRows } from "./stack.ts";
import { goalNames, readGoal } from "./stored.ts";

export interface ScoreOptions {
  readonly threads: number;
  readonly clock: Clock;
  readonly work?: Work;
}

export interface ScoredGoal {
  readonly goal: string;
  readonly scored: number;
  /** ISO moment; what was known before it counts. */
  readonly asOf: string;
}

/** Rows explained at once: bounds the memory of reasons. */
const BLOCK = 20_000;
/** Reasons kept with a score. */
const KEPT_REASONS = 3;

/**
 * Scores every customer of the goals' populations by their champions, as of the midnight after the last fact. Without
 * `names` all published goals; named goals must be published (`not-published`) and known (`unknown-goal`). Scores of
 * other goals stay as they are.
 */
export async function scoreGoals(
  store: Store,
  names: readonly string[] | undefined,
  { threads, clock, work }: ScoreOptions,
): Promise<Built<readonly ScoredGoal[]>> {
  const wanted = names ?? (await goalNames(store));
  const asked: { goal: Goal; version: string; pipeline: Pipeline }[] = [];
  for (const name of wanted) {
    const goal = await readGoal(store, name);
    const champion = await readChampion(store, name);
    if (champion) asked.push({ goal, version: champion.version, pipeline: champion.pipeline });
    else if (names) throw new KindredError("not-published", { name });
  }
  if (asked.length === 0) return { report: [], swaps: [] };
  const currency = await currencyOf(store);
  const report: ScoredGoal[] = [];
  await store.build(async (w) => {
    await w.run("CREATE OR REPLACE TABLE scores__next AS SELECT * FROM scores WHERE false");
    const kept = asked.map((_, i) => `$${i + 1}`).join(", ");
    await w.run(
      `INSERT INTO scores__next SELECT * FROM scores WHERE goal NOT IN (${kept})`,
      asked.map((a) => a.goal.name),
    );
    for (const [i, { goal, version, pipeline }] of asked.entries()) {
      work?.signal?.throwIfAborted();
      work?.onProgress?.("score", i, asked.length);
      const asOf = await scoringMoment(store, goal);
      const scored = await scoreOne(store, w, goal, pipeline, {
        asOf,
        currency,
        threads,
        version,
        at: clock.now(),
      });
      report.push({ goal: goal.name, scored, asOf: asOf.toISOString() });
    }
    work?.onProgress?.("score", asked.length, asked.length);
  });
  return { report, swaps: [{ from: "scores__next", to: "scores" }] };
}

interface ScoreContext {
  readonly asOf: Date;
  readonly currency: string;
  readonly threads: number;
  readonly version: string;
  readonly at: Date;
}

async function scoreOne(
  store: Store,
  w: Writer,
  goal: Goal,
  pipeline: Pipeline,
  { asOf, currency, threads, version, at }: ScoreContext,
): Promise<number> {
  const { customers, design } = await scoredRows(store, goal, pipeline, asOf);
  const n = customers.length;
  if (n === 0) return 0;
  const { value, margin, probability, low, high } = await pipeline.predict(design);
  const context = { kind: goal.kind, topics: topicsOf(design), currency };
  const reasons: string[] = [];
  for (let from = 0; from < n; from += BLOCK) {
    const index = Array.from({ length: Math.min(BLOCK, n - from) }, (_, i) => from + i);
    const block = pickRows(design, index);
    const contributions = await pipeline.contributions(block, { threads });
    for (let i = 0; i < index.length; i++)
      reasons.push(JSON.stringify(reasonsOfRow(contributions, block, i, context).slice(0, KEPT_REASONS)));
  }
  const missing = new Float64Array(n).fill(Number.NaN);
  await w.run(`CREATE OR REPLACE TABLE scored__next (customer BIGINT, value DOUBLE, low DOUBLE, high DOUBLE,
    probability DOUBLE, score DOUBLE, band VARCHAR, margin DOUBLE, reasons VARCHAR)`);
  await w.append("scored__next", [
    BigInt64Array.from(customers, BigInt),
    value,
    low ?? missing,
    high ?? missing,
    probability ?? missing,
    percentiles(margin),
    Array.from(value, (v) => pipeline.band(v)),
    margin,
    reasons,
  ]);
  await w.run(
    `INSERT INTO scores__next SELECT $1, customer, value, $2, low, high, probability, score, band, margin, reasons,
       $3, $4, $5, $6 FROM scored__next`,
    [goal.name, pipeline.unit, asOf, at, goal.horizonDays, version],
  );
  await w.run("DROP TABLE scored__next");
  return n;
}
