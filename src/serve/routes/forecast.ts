import { KindredError } from "../../core/errors.ts";
import { forecastWeeks } from "../../segments/forecast/forecast.ts";
import type { App, ServeContext } from "../context.ts";
import { Forecast, ForecastQuery } from "../contract/forecast.ts";
import { wordsOf } from "../language.ts";
import { worded } from "../worded.ts";

const SEED = 1;

/** What the coming weeks will bring. */
export function forecastRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/forecast",
    {
      schema: {
        summary: "Forecast by week with bounds, its test on earlier weeks, and changes of level",
        querystring: ForecastQuery,
        response: { 200: Forecast },
      },
    },
    async (request): Promise<Forecast> => {
      const { of, weeks, segment = null } = request.query;
      const words = wordsOf(request, lang);
      try {
        const found = await forecastWeeks(store, { of, weeks, segment, seed: SEED });
        const told = worded(found, words);
        return { forecast: "weeks" in told ? told : null, reason: told.reason };
      } catch (error) {
        // A page has an answer before the first order, too.
        if (!(error instanceof KindredError && error.code === "no-orders")) throw error;
        return {
          forecast: null,
          reason: worded({ reason: { code: "forecast.none", data: {} } }, words).reason,
        };
      }
    },
  );
}
