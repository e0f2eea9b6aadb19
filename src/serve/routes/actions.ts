import type { App, ServeContext } from "../context.ts";
import { Actions, ActionsQuery } from "../contract/actions.ts";
import { wordsOf } from "../language.ts";
import { actionKinds, actionTotals, readActions } from "../queries/actions.ts";
import { personaBadges } from "../queries/personas.ts";
import { currencyOf, iso } from "../queries/shop.ts";

/** The list of what to do, most important first. */
export function actionRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/actions",
    { schema: { summary: "What to do, for whom", querystring: ActionsQuery, response: { 200: Actions } } },
    async (request): Promise<Actions> => {
      const { page, pageSize, lang: _, ...filter } = request.query;
      const words = wordsOf(request, lang);
      const badges = await personaBadges(store, words);
      const [currency, totals, kinds, rows] = await Promise.all([
        currencyOf(store),
        actionTotals(store, filter),
        actionKinds(store, words),
        readActions(store, filter, { limit: pageSize, offset: (page - 1) * pageSize }, badges, words),
      ]);
      return {
        currency,
        asOf: iso(totals.as_of),
        total: totals.total,
        toDo: totals.total - totals.control,
        expectedMarginMinor: totals.margin,
        control: totals.control,
        personas: [...badges.all],
        kinds,
        rows,
      };
    },
  );
}
