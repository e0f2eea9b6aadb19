import { addDays } from "../../core/clock.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../make-finding.ts";
import type { Shop } from "../shop.ts";

/** Who has not ordered for so long counts as gone here. */
const AWAY_DAYS = 180;
/** Customers of each kind that are needed, and how well a column alone must tell them apart (area under the ROC curve). */
const FEWEST = 50;
const TELLS = 0.95;
/** A text of more values than that is looked at only for being filled. */
const LEVELS = 50;

interface Level {
  readonly name: string;
  readonly level: string | null;
  readonly gone: number;
  readonly here: number;
}

/**
 * Attributes that tell almost alone who has gone: nobody knows that beforehand, so they were written down afterwards,
 * such as a reason for leaving. The measure is the area under the ROC curve of the share of gone by value.
 */
export async function afterOutcome(shop: Shop): Promise<Finding[]> {
  if (!shop.lastOrder) return [];
  const rows = await shop.reader.rows<Level>(
    `WITH buyers AS (SELECT customer, max(ordered_at) < $1 AS gone FROM orders
        WHERE kind = 'sale' AND customer IS NOT NULL GROUP BY 1),
      told AS (SELECT a.name, b.customer, b.gone, arg_max(coalesce(a.text, a.number::VARCHAR), coalesce(a.known_at, TIMESTAMP '1900-01-01')) AS value
        FROM attributes a JOIN buyers b USING (customer) GROUP BY ALL),
      few AS (SELECT name, approx_count_distinct(value) <= ${LEVELS} AS few FROM told GROUP BY 1),
      levels AS (SELECT name, CASE WHEN few THEN value WHEN value IS NOT NULL THEN '' END AS level,
          count(*) FILTER (gone) AS gone, count(*) FILTER (NOT gone) AS here
        FROM told JOIN few USING (name) GROUP BY ALL)
    SELECT * FROM levels UNION ALL
    SELECT name, NULL, (SELECT count(*) FILTER (gone) FROM buyers) - sum(gone)::BIGINT,
      (SELECT count(*) FILTER (NOT gone) FROM buyers) - sum(here)::BIGINT FROM levels GROUP BY name
    ORDER BY name`,
    [addDays(shop.lastOrder, -AWAY_DAYS)],
  );
  return [...Map.groupBy(rows, (r) => r.name)].flatMap(([name, levels]) => {
    const gone = levels.reduce((n, l) => n + l.gone, 0);
    const here = levels.reduce((n, l) => n + l.here, 0);
    if (Math.min(gone, here) < FEWEST) return [];
    const tells = areaUnderRoc(levels, gone, here);
    if (tells < TELLS) return [];
    const purest = levels.filter((l) => l.level).sort((a, b) => b.gone - a.gone)[0];
    return [
      makeFinding(shop, "after-outcome", {
        severity: "warning",
        table: "attributes",
        column: name,
        count: gone + here,
        share: tells,
        example: purest?.level ?? "",
        data: { name, days: AWAY_DAYS },
      }),
    ];
  });
}

/** Values are put in the order of their share of gone; equal shares count half. */
function areaUnderRoc(levels: readonly Level[], gone: number, here: number): number {
  const sorted = levels
    .filter((l) => l.gone + l.here > 0)
    .map((l) => ({ ...l, share: l.gone / (l.gone + l.here) }))
    .sort((a, b) => a.share - b.share);
  let below = 0;
  let area = 0;
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    let [g, h] = [0, 0];
    for (; end < sorted.length && sorted[end]!.share === sorted[i]!.share; end++) {
      g += sorted[end]!.gone;
      h += sorted[end]!.here;
    }
    area += g * (below + h / 2);
    below += h;
    i = end;
  }
  return area / (gone * here);
}
