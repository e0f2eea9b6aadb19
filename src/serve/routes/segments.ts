import type { App, ServeContext } from "../context.ts";
import { LangQuery } from "../contract/common.ts";
import { Points, PointsQuery, type Segmentation, Segments } from "../contract/segments.ts";
import { featureLabel } from "../labels.ts";
import { wordsOf } from "../language.ts";
import { latestSegmentation } from "../queries/personas.ts";
import { worded } from "../worded.ts";

/** The personas with what sets them apart, and the customers on a picture in two dimensions. */
export function segmentRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/segments",
    {
      schema: {
        summary: "Personas of the newest segmentation",
        querystring: LangQuery,
        response: { 200: Segments },
      },
    },
    async (request): Promise<Segments> => {
      const words = wordsOf(request, lang);
      const report = await latestSegmentation(store);
      if (!report) return { segmentation: null, without: 0 };
      const { seconds: _, nextSegment: __, asked: ___, ...told } = worded(report, words);
      const segmentation: Segmentation = {
        ...told,
        events: told.events.map(({ others: _others, ...event }) => event),
        features: told.features.map((feature) => ({ feature, label: featureLabel(feature, words) })),
        personas: told.personas.map(({ centre: _centre, ...p }) => ({
          ...p,
          traits: p.traits.map((t) => ({ ...t, label: featureLabel(t.feature, words) })),
        })),
      };
      const { without } = await store.one<{ without: number }>(
        `SELECT count(*) AS without FROM customers
         WHERE customer NOT IN (SELECT customer FROM memberships WHERE segmentation = $1)`,
        [report.segmentation],
      );
      return { segmentation, without };
    },
  );

  app.get(
    "/api/v1/segments/points",
    {
      schema: {
        summary: "Customers on the two-dimensional picture, at most 5,000, evenly drawn",
        querystring: PointsQuery,
        response: { 200: Points },
      },
    },
    async (request): Promise<Points> => {
      const report = await latestSegmentation(store);
      const segmentation = report?.segmentation ?? "";
      const { total } = await store.one<{ total: number }>(
        "SELECT count(*) AS total FROM memberships WHERE segmentation = $1 AND x IS NOT NULL",
        [segmentation],
      );
      const rows = await store.columns(
        `SELECT customer_id, segment, x, y FROM (
           SELECT customer, segment, x, y, row_number() OVER (ORDER BY customer) AS nth
           FROM memberships WHERE segmentation = $1 AND x IS NOT NULL
         ) JOIN customers USING (customer) 
         WHERE ((nth - 1) * $2) % $3 < $2 ORDER BY nth`,
        [segmentation, Math.min(request.query.limit, total), Math.max(1, total)],
      );
      const numbers = (name: string) => Array.from(rows[name] as Float64Array);
      return {
        total,
        customerId: rows.customer_id as string[],
        segment: numbers("segment"),
        x: numbers("x"),
        y: numbers("y"),
      };
    },
  );
}
