import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Overview } from "../contract/overview.ts";
import { wordsOf } from "../language.ts";
import { actionKinds, actionTotals } from "../queries/actions.ts";
import { readGoals } from "../queries/goals.ts";
import { badgesOf, latestSegmentation } from "../queries/personas.ts";
import { readRisk } from "../queries/risk.ts";
import { currencyOf, iso, shopFacts } from "../queries/shop.ts";
import { worded } from "../worded.ts";

/** The answer first: who is at risk, which kinds of customers there are, what is proven, what to do. */
export function overviewRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/overview",
    { schema: { summary: "The answer in one page", querystring: LangQuery, response: { 200: Overview } } },
    async (request): Promise<Overview> => {
      const words = wordsOf(request, lang);
      const report = await latestSegmentation(store);
      const badges = badgesOf(report, words);
      const goals = await readGoals(store);
      const risk = await readRisk(store, goals);
      const [currency, facts, kinds, totals, severities, atRisk] = await Promise.all([
        currencyOf(store),
        shopFacts(store),
        actionKinds(store, words),
        actionTotals(store, {}),
        store.rows<{ severity: string; n: number }>(
          "SELECT severity, count(*) AS n FROM findings GROUP BY 1",
        ),
        store.rows<{ segment: number; n: number }>(
          `SELECT m.segment, count(*) AS n FROM memberships m JOIN scores s USING (customer)
           WHERE m.segmentation = $1 AND s.goal = $2 AND s.horizon_days = $3 AND s.band = 'high' GROUP BY 1`,
          [badges.segmentation, risk?.goal ?? "", risk?.horizonDays ?? 0],
        ),
      ]);
      const riskOf = new Map(atRisk.map((r) => [r.segment, r.n]));
      const countOf = (severity: string) => severities.find((s) => s.severity === severity)?.n ?? 0;
      return {
        currency,
        asOf: report?.asOf ?? iso(totals.as_of),
        shop: facts && {
          customers: facts.customers,
          orders: facts.orders,
          revenueMinor: facts.revenue,
          from: iso(facts.from),
          until: iso(facts.until),
        },
        risk,
        personas: (report?.personas ?? []).map((p) => ({
          segment: p.segment,
          name: words.tell(p.name),
          icon: p.icon,
          colour: p.colour,
          size: p.size,
          share: p.share,
          revenueMinor: p.revenueMinor,
          revenueShare: p.revenueShare,
          summary: worded(p.summary, words),
          atRisk: riskOf.get(p.segment) ?? 0,
        })),
        goals: goals.flatMap(({ goal, kind, horizonDays, proof }) =>
          proof
            ? [
                {
                  goal,
                  kind,
                  published: proof.published,
                  model: proof.model,
                  baseline: proof.baseline.model,
                  reason: worded(proof.reason, words),
                  gain: proof.proofs.at(-1)?.gain ?? null,
                  gainInterval: proof.proofs.at(-1)?.gainInterval ?? null,
                  horizonDays,
                },
              ]
            : [],
        ),
        actions: {
          count: totals.total - totals.control,
          expectedMarginMinor: totals.margin,
          kinds: kinds.filter((k) => k.customers > 0),
        },
        findings: { error: countOf("error"), warning: countOf("warning") },
      };
    },
  );
}
