import type { Sentence } from "../../core/sentence.ts";
import { driversOf } from "../../explain/drivers.ts";
import { classificationMetrics, rankingMetrics } from "../../validate/classification.ts";
import { planCutOffs } from "../../validate/cut-offs.ts";
import { passes } from "../../validate/gate.ts";
import { sigmoid } from "../../validate/probability.ts";
import { rankByScore } from "../../validate/ranking.ts";
import type { ProofReport } from "../../validate/report.ts";
import type { Rule } from "../../validate/rules.ts";
import { meanMetrics } from "../mean-metrics.ts";
import { demandBothOutcomes, Refusal } from "../refusal.ts";
import { pickColumns } from "../stack.ts";
import type { Trained, TrainingRequest } from "../trained.ts";
import { judge, reasonOf } from "./judge.ts";
import { type LearnedClassifier, learnClassifier } from "./learn.ts";
import { classifierState } from "./pipeline.ts";
import { type ClassifierProof, proveClassifier } from "./prove.ts";

/** Which outcome is learned, and the rules a model has to beat. */
export interface Classification {
  readonly outcome: string;
  readonly rules: readonly Rule[];
}

/**
 * Proves a classifier at two cut-offs, each with what was learned before it, and refits the recipe proven last on
 * everything. Throws Refusal where the data cannot carry a proof.
 */
export async function trainClassifier(
  { goal, history, firstFact, lastWholeDay, asOf, context, method, step }: TrainingRequest,
  { outcome, rules }: Classification,
): Promise<Trained> {
  const { horizonDays, gapDays } = goal;
  const plan = planCutOffs({ firstFact, lastWholeDay, horizonDays, gapDays });
  if (!plan.possible) {
    const { historyDays, neededDays, enoughAt } = plan;
    throw new Refusal("shortHistory", { historyDays, neededDays, enoughAt: enoughAt.toISOString() });
  }
  const proofs: ClassifierProof[] = [];
  let learned: LearnedClassifier | undefined;
  for (const [i, proof] of plan.proofs.entries()) {
    history.allowUntil(proof.training[0] ? endOf(proof.training[0], horizonDays) : proof.cutOff);
    for (const cutOff of proof.training)
      demandBothOutcomes((await history.completed(cutOff)).outcomes[outcome]!, cutOff);
    learned = await learnClassifier(history, proof, {
      predictsAt: proof.cutOff,
      outcome,
      rules,
      context,
      ...(method ? { method } : {}),
    });
    proofs.push(await proveClassifier(history, learned, proof, outcome));
    step(i + 1, plan.proofs.length + 2);
  }
  const proven = learned!;
  const judgement = judge(proofs, context.seed);
  const { gate, interval } = judgement;
  const published = passes(gate);
  const last = plan.proofs.at(-1)!;
  let current = proven;
  if (published) {
    history.allowUntil(lastWholeDay);
    current = await learnClassifier(history, plan.refit, {
      predictsAt: asOf,
      outcome,
      rules,
      context,
      recipe: proven.recipe,
    });
  }
  step(plan.proofs.length + 1, plan.proofs.length + 2);
  const columns = current.stack.design.columns.map((c) => c.name);
  const today = pickColumns((await history.features(published ? asOf : last.cutOff)).design, columns);
  const drivers = driversOf(await current.model.contributions(today, threadsOf(context)), today);
  step(plan.proofs.length + 2, plan.proofs.length + 2);
  return {
    findings: {
      model: proven.recipe.model,
      published,
      reason: reasonOf(proofs, judgement, {
        published: "goals.published.classification",
        refused: "goals.refused",
      }),
      gate,
      metrics: meanMetrics(proofs.map((p) => p.period.metrics)),
      interval,
      parameters: { ...proven.recipe.parameters, calibration: calibrationName(proven) },
      baseline: {
        model: proven.rule.name,
        metrics: meanMetrics(proofs.map((p) => p.period.baseline.metrics)),
      },
      challengers: challengersOf(proven),
      earlier: earlierOf(proven),
      proofs: proofs.map(({ period }, i) => ({ ...period, gainInterval: interval[`gain${i + 1}`]! })),
      drivers,
      notes: notesOf(proofs, current.drifted),
      features: columns,
    },
    proven: { state: classifierState(proven), until: last.cutOff },
    champion: published ? { state: classifierState(current), until: lastWholeDay } : null,
  };
}

function challengersOf(learned: LearnedClassifier): ProofReport["challengers"] {
  const { tried, triedOn, recipe, rule, triedRules } = learned;
  const others = tried.filter((t) => t.recipe !== recipe && t.recipe.model !== recipe.model);
  const best = others.reduce<(typeof tried)[number] | undefined>(
    (a, b) => (a && a.behind.mean <= b.behind.mean ? a : b),
    undefined,
  );
  const own = tried.find((t) => t.recipe === recipe)!;
  const models = best
    ? [
        {
          model: best.recipe.model,
          metrics: classificationMetrics(best.margin.map(sigmoid), triedOn),
          why:
            best.behind.mean > own.behind.mean
              ? { code: "goals.why.worse", data: { by: best.behind.mean - own.behind.mean } }
              : { code: "goals.why.notClearlyBetter", data: { by: own.behind.mean - best.behind.mean } },
        },
      ]
    : [];
  const rules = triedRules
    .filter((r) => r.rule !== rule)
    .map((r) => ({
      model: r.rule.name,
      metrics: rankingMetrics(rankByScore(r.score), triedOn),
      why: { code: "goals.why.weakerRule", data: {} },
    }));
  return [...models, ...rules];
}

function earlierOf({ tried, triedOn, recipe, rule, triedRules }: LearnedClassifier): ProofReport["earlier"] {
  const own = tried.find((t) => t.recipe === recipe)!;
  const simple = triedRules.find((r) => r.rule === rule)!;
  return {
    champion: classificationMetrics(own.margin.map(sigmoid), triedOn),
    baseline: rankingMetrics(rankByScore(simple.score), triedOn),
  };
}

function notesOf(proofs: readonly ClassifierProof[], drifted: readonly string[]): Sentence[] {
  const bias = proofs.map(({ period }) => ({
    code: "goals.note.bias",
    data: {
      cutOff: period.cutOff,
      expected: period.expected / period.customers,
      actual: period.actual / period.customers,
    },
  }));
  const dropped = [...new Set(proofs.flatMap((p) => p.period.droppedFeatures))];
  const named = { code: "goals.note.dropped", data: { count: dropped.length, features: dropped.join(", ") } };
  const away = { code: "goals.note.drifted", data: { count: drifted.length, features: drifted.join(", ") } };
  return [
    ...bias,
    { code: "goals.note.corrected", data: {} },
    ...(dropped.length > 0 ? [named] : []),
    ...(drifted.length > 0 ? [away] : []),
  ];
}

function calibrationName({ calibrator }: LearnedClassifier): string {
  const state = calibrator.save() as { base?: { kind: string } };
  return state.base?.kind ?? calibrator.kind;
}

function endOf(cutOff: Date, days: number): Date {
  return new Date(cutOff.getTime() + days * 86_400_000);
}

function threadsOf({ threads, signal }: TrainingRequest["context"]) {
  return { ...(threads ? { threads } : {}), ...(signal ? { signal } : {}) };
}
