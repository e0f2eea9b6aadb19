import { KindredError } from "../../core/errors.ts";
import { SHORTEST_ETS } from "./augurs.ts";
import type { SeriesParameters } from "./parameters.ts";

const COLUMN = "value";

/** Values of evenly spaced moments, oldest first; NaN = missing. */
export interface Series {
  readonly values: ArrayLike<number>;
}

/** The values without gaps. Throws `no-rows`, `bad-value`, `bad-parameter` or `series-too-short`. */
export function historyOf({ values }: Series, p: SeriesParameters): Float64Array {
  if (values.length === 0) throw new KindredError("no-rows");
  const history = Float64Array.from(values);
  const needed = shortest(p);
  if (history.length < needed) throw new KindredError("series-too-short", { given: history.length, needed });
  for (const [i, value] of history.entries()) {
    if (Number.isFinite(value)) continue;
    // A line needs two ends: what is missing there is a question of when the series begins or is complete.
    const inside = i > 0 && i < history.length - 1;
    if (p.gaps === "interpolate" && Number.isNaN(value) && inside) continue;
    throw new KindredError("bad-value", {
      column: COLUMN,
      row: i + 1,
      value: String(value),
      allowed: p.gaps === "refuse" ? "finite numbers" : "finite numbers, gaps only between known values",
    });
  }
  return filled(history);
}

/** Values a method needs at least. */
function shortest({ method, season }: SeriesParameters): number {
  if (method === "seasonal-naive") return season + 2;
  if (method === "ets") return SHORTEST_ETS;
  if (season < 2)
    throw new KindredError("bad-parameter", { name: "season", value: season, allowed: "2 or more for mstl" });
  return Math.max(2 * season, SHORTEST_ETS);
}

function filled(values: Float64Array): Float64Array {
  let last = 0;
  for (let i = 1; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    const [from, to] = [values[last]!, values[i]!];
    for (let k = last + 1; k < i; k++) values[k] = from + ((to - from) * (k - last)) / (i - last);
    last = i;
  }
  return values;
}
