import { Type } from "typebox";
import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import type { Words } from "../../words/index.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { GoalPage, Goals, type Proof } from "../contract/goals.ts";
import { featureLabel, featureUnit } from "../labels.ts";
import { wordsOf } from "../language.ts";
import { type BandCount, bandCounts, readGoals, type StoredGoal } from "../queries/goals.ts";
import { currencyOf, iso } from "../queries/shop.ts";
import { worded } from "../worded.ts";

/** The goals with their proofs: published or refused, and why. */
export function goalRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/goals",
    { schema: { summary: "All goals with their proofs", querystring: LangQuery, response: { 200: Goals } } },
    async (request): Promise<Goals> => {
      const words = wordsOf(request, lang);
      const [currency, goals, counts] = await Promise.all([
        currencyOf(store),
        readGoals(store),
        bandCounts(store),
      ]);
      return { currency, goals: goals.map((g) => goalPage(g, counts, words)) };
    },
  );

  app.get(
    "/api/v1/goals/:goal",
    {
      schema: {
        summary: "One goal with its proof",
        params: Type.Object({ goal: Type.String() }),
        querystring: LangQuery,
        response: { 200: GoalPage },
      },
    },
    async (request): Promise<GoalPage> => {
      const { goal } = request.params;
      const found = (await readGoals(store)).find((g) => g.goal === goal);
      if (!found) throw new KindredError("unknown-goal", { name: goal });
      return goalPage(found, await bandCounts(store), wordsOf(request, lang));
    },
  );
}

function goalPage(goal: StoredGoal, counts: readonly BandCount[], words: Words): GoalPage {
  const bands = { high: 0, medium: 0, low: 0 };
  for (const c of counts)
    if (c.goal === goal.goal && c.horizonDays === goal.horizonDays && c.band in bands)
      bands[c.band] = c.customers;
  return {
    goal: goal.goal,
    kind: goal.kind,
    horizonDays: goal.horizonDays,
    trainedAt: iso(goal.trainedAt),
    scored: bands.high + bands.medium + bands.low,
    bands,
    proof: goal.proof && proofAnswer(goal.proof, words),
    refusedSince: goal.refusedSince && {
      trainedAt: goal.refusedSince.trainedAt.toISOString(),
      reason: worded(goal.refusedSince.reason, words),
    },
  };
}

/** A sentence that lists features names them as people do. */
function namingFeatures(note: Sentence, words: Words): Sentence {
  const { features } = note.data;
  if (typeof features !== "string") return note;
  const names = features.split(", ").map((f) => featureLabel(f, words));
  return { code: note.code, data: { ...note.data, features: names.join(", ") } };
}

function proofAnswer(report: NonNullable<StoredGoal["proof"]>, words: Words): Proof {
  const told = worded({ ...report, notes: report.notes.map((n) => namingFeatures(n, words)) }, words);
  return {
    ...told,
    gate: told.gate.map((g) => ({ ...g, text: words.say(`dashboard.gate.${g.check}`, { ...g }) })),
    drivers: told.drivers.map((d) => ({
      ...d,
      label: featureLabel(d.feature, words),
      unit: featureUnit(d.feature),
    })),
  };
}
