import { Type } from "typebox";
import { KindredError } from "../../core/errors.ts";
import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { CustomerPage, Customers, CustomersQuery } from "../contract/customers.ts";
import { wordsOf } from "../language.ts";
import { readActions } from "../queries/actions.ts";
import { customerScores, findCustomer, timeline } from "../queries/customer.ts";
import { countCustomers, lastOrders, pageOfCustomers, scoreCells } from "../queries/customers.ts";
import { publishedGoal, readGoals } from "../queries/goals.ts";
import { personaBadges } from "../queries/personas.ts";
import { currencyOf, iso } from "../queries/shop.ts";

/** Finding customers, and all about one of them. */
export function customerRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/customers",
    {
      schema: { summary: "Search customers", querystring: CustomersQuery, response: { 200: Customers } },
    },
    async (request): Promise<Customers> => {
      const badges = await personaBadges(store, wordsOf(request, lang));
      const goals = await readGoals(store);
      const scope = {
        segmentation: badges.segmentation,
        churn: publishedGoal(goals, "churn"),
        value: publishedGoal(goals, "value"),
      };
      const [currency, { total }, { all }, facts] = await Promise.all([
        currencyOf(store),
        countCustomers(store, request.query, scope),
        store.one<{ all: number }>('SELECT count(*) AS "all" FROM customers'),
        pageOfCustomers(store, request.query, scope),
      ]);
      const keys = facts.map((f) => f.customer);
      const [last, cells] = await Promise.all([lastOrders(store, keys), scoreCells(store, keys, goals)]);
      return {
        currency,
        total,
        all,
        personas: [...badges.all],
        goals: goals
          .filter((g) => g.proof?.published)
          .map(({ goal, kind, horizonDays }) => ({ goal, kind, horizonDays })),
        rows: facts.map((f) => ({
          customerId: f.customer_id,
          persona: badges.of(f.segment),
          orders: f.orders,
          revenueMinor: f.revenue,
          lastOrderAt: iso(last.get(f.customer)),
          rfm: rfmOf(f),
          scores: cells.get(f.customer) ?? [],
        })),
      };
    },
  );

  app.get(
    "/api/v1/customers/:customerId",
    {
      schema: {
        summary: "One customer: orders, scores with reasons, persona, actions",
        params: Type.Object({ customerId: Type.String() }),
        querystring: LangQuery,
        response: { 200: CustomerPage },
      },
    },
    async (request): Promise<CustomerPage> => {
      const { customerId } = request.params;
      const words = wordsOf(request, lang);
      const badges = await personaBadges(store, words);
      const goals = await readGoals(store);
      const found = await findCustomer(store, customerId, badges.segmentation);
      if (!found) throw new KindredError("unknown-customer", { name: customerId });
      const [currency, orders, scores, actions] = await Promise.all([
        currencyOf(store),
        timeline(store, found.profiles),
        customerScores(store, found.customer, goals, words),
        readActions(store, { customer: found.customer_id }, { limit: 20, offset: 0 }, badges, words),
      ]);
      const counted = orders.filter((o) => o.amountMinor > o.reversedMinor);
      const reversed = orders.reduce((sum, o) => sum + o.reversedMinor, 0);
      return {
        customerId: found.customer_id,
        currency,
        asOf: iso(found.as_of),
        country: found.country,
        persona: badges.of(found.segment),
        rfm: rfmOf(found),
        orders: counted.length,
        revenueMinor: orders.reduce((sum, o) => sum + o.amountMinor, 0) - reversed,
        reversedMinor: reversed,
        firstOrderAt: counted.at(-1)?.at ?? null,
        lastOrderAt: counted[0]?.at ?? null,
        timeline: orders,
        scores,
        actions,
      };
    },
  );
}

interface RfmScores {
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
}

function rfmOf({ r, f, m }: RfmScores): { r: number; f: number; m: number } | null {
  return r === null || f === null || m === null ? null : { r, f, m };
}
