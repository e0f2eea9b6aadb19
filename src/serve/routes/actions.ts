import type { ActionDetail } from "../../act/action.ts";
import type { App, ServeContext } from "../context.ts";
import { Actions, ActionsQuery } from "../contract/actions.ts";
import { wordsOf } from "../language.ts";
import { actionParams, actionWhere, readActions } from "../queries/actions.ts";
import { personaBadges } from "../queries/personas.ts";
import { currencyOf, iso } from "../queries/shop.ts";
import { worded } from "../worded.ts";

interface Kind {
  readonly action: string;
  readonly customers: number;
  readonly margin: number;
  readonly detail: string;
}

interface Totals {
  readonly total: number;
  readonly margin: number;
  readonly control: number;
  readonly as_of: Date | null;
}

/** The list of what to do, most important first. */
export function actionRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/actions",
    { schema: { summary: "What to do, for whom", querystring: ActionsQuery, response: { 200: Actions } } },
    async (request): Promise<Actions> => {
      const { page, pageSize, ...filter } = request.query;
      const words = wordsOf(request, lang);
      const badges = await personaBadges(store, words);
      const [currency, totals, kinds, rows] = await Promise.all([
        currencyOf(store),
        store.one<Totals>(
          `SELECT count(*) AS total, coalesce(sum(a.expected_margin_minor), 0) AS margin, max(a.as_of) AS as_of,
             count(*) FILTER (WHERE (a.detail->>'$.control')::BOOLEAN) AS control
           FROM actions a JOIN customers c USING (customer) WHERE ${actionWhere}`,
          actionParams(filter),
        ),
        store.rows<Kind>(
          `SELECT action, count(*) AS customers, coalesce(sum(expected_margin_minor), 0) AS margin,
             arg_min(detail, priority) AS detail
           FROM actions GROUP BY 1 ORDER BY margin DESC, action`,
        ),
        readActions(store, filter, { limit: pageSize, offset: (page - 1) * pageSize }, badges, words),
      ]);
      return {
        currency,
        asOf: iso(totals.as_of),
        total: totals.total,
        expectedMarginMinor: totals.margin,
        control: totals.control,
        personas: [...badges.all],
        kinds: kinds.map(({ action, customers, margin, detail }) => {
          const { what, assumptions } = JSON.parse(detail) as ActionDetail;
          return {
            action,
            what: worded(what, words),
            customers,
            expectedMarginMinor: margin,
            assumptions: { ...assumptions },
          };
        }),
        rows,
      };
    },
  );
}
