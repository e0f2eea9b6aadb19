import type { Sentence } from "../../core/sentence.ts";
import { driversOf } from "../../explain/drivers.ts";
import { mae } from "../../validate/amounts.ts";
import { bootstrapByCustomer } from "../../validate/bootstrap.ts";
import { type CutOffPlan, planCutOffs } from "../../validate/cut-offs.ts";
import { amountGate, average, passes } from "../../validate/gate.ts";
import type { GateCheck, Interval, ProofReport } from "../../validate/report.ts";
import { ownPast } from "../../validate/rules.ts";
import { meanMetrics } from "../mean-metrics.ts";
import { demandCustomers, demandSpenders, Refusal } from "../refusal.ts";
import { pickColumns } from "../stack.ts";
import { firstFailure, type Trained, type TrainingRequest } from "../trained.ts";
import { type LearnedAmount, learnAmount } from "./learn.ts";
import { amountState } from "./pipeline.ts";
import { type AmountProof, amountMetrics, proveAmount } from "./prove.ts";

/**
 * Proves the prediction of what customers will spend, as `trainClassifier` does for outcomes of 0 and 1. Where history is
 * too short for two proofs with training outcomes, the buying models, which need none, are proven: twice, or once.
 * Throws Refusal where the data cannot carry a proof.
 */
export async function trainAmount(request: TrainingRequest): Promise<Trained> {
  const { goal, history, lastWholeDay, asOf, context, step } = request;
  const plan = longestPlan(request);
  const rules = ownPast(goal.horizonDays);
  const steps = plan.proofs.length + 2;
  const proofs: AmountProof[] = [];
  let learned: LearnedAmount | undefined;
  for (const [i, proof] of plan.proofs.entries()) {
    history.allowUntil(proof.cutOff);
    const now = await history.features(proof.cutOff);
    demandCustomers(now.customers.length, proof.cutOff);
    for (const cutOff of proof.training)
      demandSpenders((await history.completed(cutOff)).outcomes.spent!, cutOff);
    learned = await learnAmount(history, proof, now, { rules, context });
    proofs.push(await proveAmount(history, learned, proof, context));
    step(i + 1, steps);
  }
  const proven = learned!;
  const { gate, errors, ranks } = judge(proofs, context.seed);
  const published = passes(gate);
  const last = plan.proofs.at(-1)!;
  let current = proven;
  if (published) {
    history.allowUntil(lastWholeDay);
    const now = await history.features(asOf);
    current = await learnAmount(history, plan.refit, now, { rules, context, recipe: proven.recipe });
  }
  step(steps - 1, steps);
  const { design } = await history.features(published ? asOf : last.cutOff);
  const today = pickColumns(design, current.model.columns);
  const drivers = driversOf(await current.model.contributions(today, context), today);
  step(steps, steps);
  return {
    findings: {
      model: proven.model.name,
      published,
      reason: reasonOf(proofs, gate, errors.mean),
      gate,
      metrics: meanMetrics(proofs.map((p) => p.period.metrics)),
      interval: { gain: errors.mean, rankGain: ranks.mean },
      parameters: parametersOf(proven),
      baseline: {
        model: proven.rule.name,
        metrics: meanMetrics(proofs.map((p) => p.period.baseline.metrics)),
      },
      challengers: challengersOf(proven),
      earlier: earlierOf(proven),
      proofs: proofs.map(({ period }, i) => ({ ...period, gainInterval: errors.each[i]! })),
      drivers: drivers.filter((d) => d.importance > 0),
      notes: notesOf(proofs, proven, goal.horizonDays),
      features: current.model.columns,
    },
    proven: { state: amountState(proven), until: last.cutOff },
    champion: published ? { state: amountState(current), until: lastWholeDay } : null,
  };
}

/** The proven model's, and beside boosted orders those of the buying models at the same moment, where they hold. */
function parametersOf({ model, buying }: LearnedAmount): ProofReport["parameters"] {
  const beside = buying && buying.degenerate.length === 0 ? buying.parameters : {};
  return { ...beside, ...model.parameters };
}

function longestPlan({ goal, firstFact, lastWholeDay }: TrainingRequest): CutOffPlan & { possible: true } {
  const { horizonDays, gapDays } = goal;
  const base = { firstFact, lastWholeDay, horizonDays, gapDays };
  const whole = planCutOffs(base);
  if (whole.possible) return whole;
  for (const proofs of [2, 1]) {
    const plan = planCutOffs({ ...base, proofs, leastTraining: 0 });
    if (plan.possible) return plan;
  }
  const { historyDays, neededDays, enoughAt } = whole;
  throw new Refusal("shortHistory", { historyDays, neededDays, enoughAt: enoughAt.toISOString() });
}

function judge(proofs: readonly AmountProof[], seed: number) {
  const errors = bootstrapByCustomer(
    proofs.map((p) => p.error),
    { seed },
  );
  const ranks = bootstrapByCustomer(
    proofs.map((p) => p.rank),
    { seed },
  );
  const gate = amountGate({
    errorGains: proofs.map((p) => p.period.gain),
    errorInterval: errors.mean,
    rankGains: proofs.map((p) => p.rankGain),
    rankInterval: ranks.mean,
    coverages: proofs.map((p) => p.period.metrics.coverage80!),
  });
  return { gate, errors, ranks };
}

function reasonOf(proofs: readonly AmountProof[], gate: readonly GateCheck[], interval: Interval): Sentence {
  const failed = firstFailure(gate);
  const gain = average(proofs.map((p) => p.period.gain));
  const data = { gain, low: interval.low, high: interval.high, proofs: proofs.length };
  if (!failed) return { code: "goals.published.amount", data };
  return { code: `goals.refused.${failed.check}`, data: { ...data, value: failed.value } };
}

/** The best candidate of every other model, and the other rules, all on the newest training cut-off. */
function challengersOf(learned: LearnedAmount): ProofReport["challengers"] {
  const { tried, triedOn, recipe, rule, ruleErrors, floor } = learned;
  const nameOf = (r: LearnedAmount["recipe"]) => (r === "bg-nbd" ? r : "boosting");
  const own = tried.find((t) => t.recipe === recipe);
  const others = tried.filter((t) => nameOf(t.recipe) !== nameOf(recipe));
  const best = others.toSorted((a, b) => a.behind.mean - b.behind.mean)[0];
  const models =
    best && own
      ? [
          {
            model: nameOf(best.recipe),
            metrics: amountMetrics(best.predicted, triedOn, floor),
            why: {
              code: best.behind.mean > own.behind.mean ? "goals.why.worse" : "goals.why.notClearlyBetter",
              data: {},
            },
          },
        ]
      : [];
  const rules = ruleErrors
    .filter((r) => r.rule !== rule)
    .map((r) => ({
      model: r.rule.name,
      metrics: amountMetrics(r.predicted, triedOn, floor),
      why: { code: "goals.why.weakerRule", data: {} },
    }));
  return [...models, ...rules];
}

/** Nothing where the models were learned without completed outcomes. */
function earlierOf({
  tried,
  triedOn,
  recipe,
  rule,
  ruleErrors,
  floor,
}: LearnedAmount): ProofReport["earlier"] {
  const own = tried.find((t) => t.recipe === recipe);
  const simple = ruleErrors.find((r) => r.rule === rule);
  return {
    champion: own ? amountMetrics(own.predicted, triedOn, floor) : {},
    baseline: simple ? amountMetrics(simple.predicted, triedOn, floor) : {},
  };
}

function notesOf(
  proofs: readonly AmountProof[],
  { buying, dropped, tried, triedOn, recipe, ruleErrors }: LearnedAmount,
  horizonDays: number,
): Sentence[] {
  const notes: Sentence[] = proofs.map(({ period }) => ({
    code: "goals.note.total",
    data: { cutOff: period.cutOff, ratio: period.metrics.totalRatio! },
  }));
  const [degenerate] = buying?.degenerate ?? [];
  if (!buying) notes.push({ code: "goals.note.noRepeats", data: {} });
  else if (degenerate) notes.push({ code: `goals.note.degenerate.${degenerate}`, data: {} });
  notes.push({
    code: "goals.note.coverage",
    data: {
      randomised: average(proofs.map((p) => p.period.metrics.coverage80!)),
      plain: average(proofs.map((p) => p.period.metrics.coverage!)),
    },
  });
  const own = tried.find((t) => t.recipe === recipe);
  if (own && ruleErrors.some((r) => mae(r.predicted, triedOn) < mae(own.predicted, triedOn)))
    notes.push({ code: "goals.note.meanNotMedian", data: {} });
  notes.push({ code: "goals.note.extrapolated", data: { days: horizonDays } });
  if (proofs.length === 1) notes.push({ code: "goals.note.oneProof", data: {} });
  if (dropped.length > 0)
    notes.push({ code: "goals.note.dropped", data: { count: dropped.length, features: dropped.join(", ") } });
  return notes;
}
