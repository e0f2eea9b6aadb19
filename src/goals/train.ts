import { createHash } from "node:crypto";
import { type Clock, startOfDay } from "../core/clock.ts";
import { KindredError } from "../core/errors.ts";
import type { Work } from "../core/progress.ts";
import type { ModelState } from "../models/estimator.ts";
import type { Built, Store } from "../store/store.ts";
import type { Writer } from "../store/writer.ts";
import type { ProofReport } from "../validate/report.ts";
import { trainAmount } from "./amounts/train.ts";
import { type ClassifierMethod, classifierMethods } from "./classify/recipes.ts";
import { trainClassifier } from "./classify/train.ts";
import { goalFeatures } from "./features.ts";
import { type Goal, isRecorded, type RecordedGoal, type ShopGoal } from "./goal.ts";
import { History } from "./history.ts";
import { churn } from "./kinds/churn.ts";
import { value } from "./kinds/value.ts";
import { goalMoments } from "./moments.ts";
import { readAttributeTable } from "./recorded/attribute-table.ts";
import { recordedMoment } from "./recorded/moment.ts";
import { trainRecorded } from "./recorded/train.ts";
import { Refusal } from "./refusal.ts";
import { encodeState } from "./state.ts";
import { readGoal } from "./stored.ts";
import type { Trained, TrainingRequest } from "./trained.ts";

export { goalNames } from "./stored.ts";

export interface TrainOptions {
  readonly seed: number;
  readonly threads: number;
  /** Learn by this method only (`classifierMethods`); for goals that happen or do not. */
  readonly method?: string;
  readonly clock: Clock;
  readonly work?: Work;
}

const kinds = {
  churn: {
    outcomes: churn.outcomes,
    train: (request: TrainingRequest) => trainClassifier(request, churn.classification),
  },
  value: { outcomes: value.outcomes, train: trainAmount },
};

/**
 * Trains a goal's model, proves it on later data and, where it passes the gate, makes it the champion; a refused one
 * leaves the last champion in its place. Same data, goal and seed give the same model, whatever `threads`.
 * Throws `unknown-goal`, `bad-option` for a method that is none, and `no-orders` where there is nothing at all to learn from.
 */
export async function trainGoal(
  store: Store,
  name: string,
  { seed, threads, method, clock, work }: TrainOptions,
): Promise<Built<ProofReport>> {
  const from = performance.now();
  const goal = await readGoal(store, name);
  const asked = method === undefined ? {} : { method: checkMethod(method, goal) };
  const how = {
    ...asked,
    context: { seed, threads, ...(work?.signal ? { signal: work.signal } : {}) },
    step: (done: number, of: number) => {
      work?.signal?.throwIfAborted();
      work?.onProgress?.("train", done, of);
    },
  };
  const { asOf, trained, sampled } = isRecorded(goal)
    ? await trainOnColumn(store, goal, how)
    : await trainOnOrders(store, goal, how);
  const seconds = Math.round(performance.now() - from) / 1000;
  const report =
    trained instanceof Refusal
      ? unfit(goal, asOf, trained, seconds)
      : reported(goal, asOf, trained, seconds, sampled);
  const champion = trained instanceof Refusal ? null : trained.champion;
  return { report, swaps: [], commit: (w) => keep(w, report, champion?.state ?? null, asOf, clock.now()) };
}

/** How a training runs, whatever it is on. */
type How = Pick<TrainingRequest, "context" | "method" | "step">;

/** What a training came to; a Refusal where the data cannot carry a proof. */
interface Outcome {
  readonly asOf: Date;
  readonly trained: Trained | Refusal;
  /** Customers of the sample it learned from; 0 where it learned from all. */
  readonly sampled: number;
}

function checkMethod(method: string, goal: Goal): ClassifierMethod {
  const found = classifierMethods.find((m) => m === method);
  if (!found || goal.kind === "value")
    throw new KindredError("bad-option", {
      option: "--model",
      value: method,
      allowed: goal.kind === "value" ? "–" : classifierMethods.join(", "),
    });
  return found;
}

async function trainOnColumn(store: Store, goal: RecordedGoal, how: How): Promise<Outcome> {
  const asOf = await recordedMoment(store);
  const table = await readAttributeTable(store);
  return { asOf, trained: await orRefusal(trainRecorded({ goal, table, asOf, ...how })), sampled: 0 };
}

async function trainOnOrders(store: Store, goal: ShopGoal, how: How): Promise<Outcome> {
  const { asOf, lastWholeDay, firstFact } = await goalMoments(store);
  const kind = kinds[goal.kind];
  const history = new History(store, {
    features: goalFeatures.filter((f) => !goal.leaveOut.includes(f.name)),
    population: goal.population,
    outcomes: kind.outcomes,
    horizonDays: goal.horizonDays,
  });
  const request: TrainingRequest = {
    goal,
    history,
    asOf,
    firstFact: startOfDay(firstFact),
    lastWholeDay,
    ...how,
  };
  const trained = await orRefusal(kind.train(request));
  return { asOf, trained, sampled: history.sampled };
}

function orRefusal(training: Promise<Trained>): Promise<Trained | Refusal> {
  return training.catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}

function reported(goal: Goal, asOf: Date, trained: Trained, seconds: number, sampled: number): ProofReport {
  return {
    goal: goal.name,
    kind: goal.kind,
    version: versionOf(trained),
    asOf: asOf.toISOString(),
    horizonDays: goal.horizonDays,
    leaks: [],
    seconds,
    ...trained.findings,
    notes: [
      ...trained.findings.notes,
      ...(sampled > 0 ? [{ code: "goals.note.sampled", data: { rows: sampled } }] : []),
    ],
  };
}

/** The report where nothing could be fitted. */
function unfit(goal: Goal, asOf: Date, { reason }: Refusal, seconds: number): ProofReport {
  return {
    goal: goal.name,
    kind: goal.kind,
    model: "none",
    version: `none-${day(asOf)}`,
    asOf: asOf.toISOString(),
    horizonDays: goal.horizonDays,
    published: false,
    reason,
    gate: [],
    metrics: {},
    interval: {},
    parameters: {},
    baseline: { model: "none", metrics: {} },
    challengers: [],
    earlier: { champion: {}, baseline: {} },
    proofs: [],
    drivers: [],
    leaks: [],
    notes: [],
    features: [],
    seconds,
  };
}

/** Names the proven model and, once published, its refit: `boosting-proven20110910.1f0c2a9b-refit20111209.77e01c3d`. */
function versionOf({ findings, proven, champion }: Trained): string {
  const part = (word: string, { state, until }: { state: ModelState; until: Date }) =>
    `${word}${day(until)}.${createHash("sha256").update(encodeState(state)).digest("hex").slice(0, 8)}`;
  return [findings.model, part("proven", proven), ...(champion ? [part("refit", champion)] : [])].join("-");
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10).replaceAll("-", "");
}

async function keep(
  w: Writer,
  report: ProofReport,
  state: ModelState | null,
  asOf: Date,
  at: Date,
): Promise<void> {
  if (state)
    await w.run("UPDATE models SET status = 'retired' WHERE goal = $1 AND status = 'champion'", [
      report.goal,
    ]);
  await w.run("DELETE FROM models WHERE goal = $1 AND version = $2", [report.goal, report.version]);
  await w.run("INSERT INTO models VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [
    report.goal,
    report.version,
    report.model,
    state ? "champion" : "refused",
    at,
    asOf,
    JSON.stringify(report),
    state ? encodeState(state) : null,
  ]);
}
