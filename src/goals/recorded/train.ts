import type { Sentence } from "../../core/sentence.ts";
import { driversOf } from "../../explain/drivers.ts";
import { chooseCalibration } from "../../models/calibration/choose.ts";
import type { FitContext } from "../../models/estimator.ts";
import { bestColumn } from "../../validate/best-column.ts";
import { classificationMetrics, rankingMetrics } from "../../validate/classification.ts";
import { stratifiedFolds } from "../../validate/folds.ts";
import { passes } from "../../validate/gate.ts";
import { sigmoid } from "../../validate/probability.ts";
import { rankByScore } from "../../validate/ranking.ts";
import type { ProofReport } from "../../validate/report.ts";
import { chooseBands } from "../bands.ts";
import { judge, reasonOf } from "../classify/judge.ts";
import type { ClassifierMethod } from "../classify/recipes.ts";
import type { RecordedGoal } from "../goal.ts";
import { meanMetrics } from "../mean-metrics.ts";
import { demandBothOutcomes, Refusal } from "../refusal.ts";
import type { Trained } from "../trained.ts";
import { type AttributeTable, designOf, usableColumns } from "./attribute-table.ts";
import { huntLeaks } from "./leaks.ts";
import { type LearnedRecorded, learnRecorded } from "./learn.ts";
import { recordedOutcome } from "./outcome.ts";
import { recordedState } from "./pipeline.ts";
import { proveRepeat, REPEATS, type RepeatProof } from "./prove.ts";

export interface RecordedRequest {
  readonly goal: RecordedGoal;
  readonly table: AttributeTable;
  readonly asOf: Date;
  readonly context: FitContext;
  /** Learn by this method only. */
  readonly method?: ClassifierMethod;
  step(done: number, of: number): void;
}

/**
 * Proves a goal on a recorded outcome by repeated stratified folds over the customers whose outcome is known, and fits the
 * same way to learn on all of them. Throws Refusal where the data cannot carry a proof, `bad-goal` for an outcome that
 * is not there.
 */
export async function trainRecorded(request: RecordedRequest): Promise<Trained> {
  const { goal, table, asOf, context, method, step } = request;
  const { rows, y } = recordedOutcome(table, goal.outcome);
  demandBothOutcomes(y, asOf);
  const { columns, unusable } = usableColumns(table, rows);
  const offered = columns.filter((c) => c.name !== goal.outcome.column);
  const whole = designOf(table, offered, rows);
  const hunted = huntLeaks(whole, y, goal);
  const { design } = hunted;
  if (design.columns.length === 0) throw new Refusal("noColumns", { columns: whole.columns.length });
  const customers = Float64Array.from(rows, (row) => table.customers[row]!);
  const proofs: RepeatProof[] = [];
  const steps = REPEATS + 3;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    step(repeat, steps);
    proofs.push(await proveRepeat(design, y, customers, repeat, asOf, context, method));
  }
  step(REPEATS, steps);
  const judgement = judge(proofs, context.seed);
  const { gate, interval } = judgement;
  const withAsked =
    hunted.withAsked === design
      ? null
      : (await proveRepeat(hunted.withAsked, y, customers, 0, asOf, context, method)).period.metrics;
  step(REPEATS + 1, steps);
  const learned = await learnRecorded(design, y, context, method);
  const unseen = proofs[0]!.margin;
  const { calibrator } = chooseCalibration(
    { margin: unseen, y },
    stratifiedFolds(y, REPEATS, context.seed + REPEATS),
  );
  const current = { ...learned, calibrator };
  step(REPEATS + 2, steps);
  const drivers = driversOf(await learned.model.contributions(design, threadsOf(context)), design);
  const state = recordedState(design.columns, current, chooseBands(calibrator.apply(unseen)));
  step(steps, steps);
  const published = passes(gate);
  const metrics = meanMetrics(proofs.map((p) => p.period.metrics));
  return {
    findings: {
      model: learned.recipe.model,
      published,
      reason: reasonOf(proofs, judgement, {
        published: "goals.published.recorded",
        refused: "goals.refusedRecorded",
      }),
      gate,
      metrics,
      interval,
      parameters: { ...learned.recipe.parameters, calibration: calibrator.kind },
      baseline: {
        model: "best-column",
        metrics: meanMetrics(proofs.map((p) => p.period.baseline.metrics)),
      },
      challengers: challengersOf(learned),
      earlier: earlierOf(learned),
      proofs: proofs.map(({ period }, i) => ({ ...period, gainInterval: interval[`gain${i + 1}`]! })),
      drivers,
      leaks: leaksWithFigures(hunted.leaks, metrics, withAsked),
      notes: notesOf(proofs, unusable, goal),
      features: design.columns.map((c) => c.name),
    },
    proven: { state, until: asOf },
    champion: published ? { state, until: asOf } : null,
  };
}

/** Those asked about say what the proof comes to with and without them. */
function leaksWithFigures(
  leaks: ProofReport["leaks"],
  without: ProofReport["metrics"],
  withAsked: ProofReport["metrics"] | null,
): ProofReport["leaks"] {
  if (!withAsked) return leaks;
  return leaks.map((leak) =>
    leak.verdict !== "ask"
      ? leak
      : {
          ...leak,
          why: {
            ...leak.why,
            data: { ...leak.why.data, without: without.auc!, withAsked: withAsked.auc! },
          },
        },
  );
}

function challengersOf({ tried, triedOn, recipe }: LearnedRecorded): ProofReport["challengers"] {
  const own = tried.find((t) => t.recipe === recipe)!;
  const [first, ...rest] = tried.filter((t) => t.recipe.model !== recipe.model);
  if (!first) return [];
  const best = rest.reduce((a, b) => (a.behind.mean <= b.behind.mean ? a : b), first);
  const by = best.behind.mean - own.behind.mean;
  const why =
    by > 0
      ? { code: "goals.why.worse", data: { by } }
      : { code: "goals.why.notClearlyBetter", data: { by: -by } };
  return [
    { model: best.recipe.model, metrics: classificationMetrics(best.margin.map(sigmoid), triedOn.y), why },
  ];
}

function earlierOf({ tried, triedOn, recipe }: LearnedRecorded): ProofReport["earlier"] {
  const own = tried.find((t) => t.recipe === recipe)!;
  const simple = bestColumn(triedOn.design, triedOn.y).score(triedOn.design);
  return {
    champion: classificationMetrics(own.margin.map(sigmoid), triedOn.y),
    baseline: rankingMetrics(rankByScore(simple), triedOn.y),
  };
}

function notesOf(
  proofs: readonly RepeatProof[],
  unusable: readonly string[],
  { outcome }: RecordedGoal,
): Sentence[] {
  const columns = proofs.flatMap((p) => p.baselineColumns);
  const counts = new Map<string, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [column] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  return [
    { code: "goals.note.bestColumn", data: { column } },
    { code: "goals.note.undated", data: { column: outcome.column } },
    ...(unusable.length > 0
      ? [{ code: "goals.note.unusable", data: { count: unusable.length, columns: unusable.join(", ") } }]
      : []),
  ];
}

function threadsOf({ threads, signal }: FitContext) {
  return { ...(threads ? { threads } : {}), ...(signal ? { signal } : {}) };
}
