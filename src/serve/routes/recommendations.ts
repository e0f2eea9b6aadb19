import { Type } from "typebox";
import { Recommenders } from "../../flows/recommend.ts";
import type { App, ServeContext } from "../context.ts";
import { Recommendations, RecommendationsQuery } from "../contract/recommendations.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

/** What a customer may want next. */
export function recommendationRoutes(app: App, { store, lang }: ServeContext): void {
  const recommenders = new Recommenders(store);
  app.get(
    "/api/v1/customers/:customerId/recommendations",
    {
      schema: {
        summary:
          "Products a customer may want next, and because of what; an unknown customer gets what most others buy",
        params: Type.Object({ customerId: Type.String() }),
        querystring: RecommendationsQuery,
        response: { 200: Recommendations },
      },
    },
    async (request): Promise<Recommendations> => {
      const found = await recommenders.recommend(request.params.customerId, request.query.n);
      const { notes: _, seconds: __, ...recommender } = found.recommender;
      return worded({ ...found, recommender }, wordsOf(request, lang));
    },
  );
}
