import { addDays } from "../../core/clock.ts";
import { KindredError } from "../../core/errors.ts";
import type { Sentence } from "../../core/sentence.ts";
import { latestMoments } from "../../features/latest.ts";
import { levelsOf } from "../../models/series/change-points.ts";
import { type SeriesParameters, seriesDefaults } from "../../models/series/parameters.ts";
import { series } from "../../models/series/series.ts";
import type { Reader } from "../../store/reader.ts";
import { type RollingReport, rollingOrigin } from "../../validate/rolling-origin.ts";
import type { ForecastReport, ForecastTest } from "./report.ts";
import { type Measure, measures, readWeekly, type WeeklySeries } from "./weekly.ts";

export interface ForecastOptions {
  readonly of: Measure;
  /** Weeks ahead, 1 … 26. */
  readonly weeks: number;
  /** Passport of a persona, or null for all customers. */
  readonly segment: number | null;
  readonly seed: number;
}

export const MOST_WEEKS = 26;
export const USUAL_WEEKS = 8;
const LEVEL = 0.9;
const YEAR = 52;
/** Weeks to learn from before the first test, and tests at least. */
const FEWEST_LEARNED = 12;
const FEWEST_TESTS = 5;
const MOST_TESTS = 60;

/** What a series is too short for, in a sentence. */
export interface NoForecast {
  readonly reason: Sentence;
}

/** @throws bad-option naming what can be forecast */
export function checkMeasure(of: string): Measure {
  const known = measures.find((m) => m === of);
  if (known) return known;
  throw new KindredError("bad-option", { option: "--of", value: of, allowed: measures.join(", ") });
}

/**
 * Forecasts a measure by week, tested first: from one earlier week after the other, each from the weeks before alone, beside
 * the seasonal naive forecast. Where the model does not surely err less, the naive forecast is given.
 * @throws no-orders, not-found (segment), bad-option (weeks)
 */
export async function forecastWeeks(
  reader: Reader,
  options: ForecastOptions,
): Promise<ForecastReport | NoForecast> {
  const { of, weeks, segment, seed } = options;
  if (!(Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_WEEKS)) {
    throw new KindredError("bad-option", { option: "--weeks", value: weeks, allowed: `1 … ${MOST_WEEKS}` });
  }
  const moments = await latestMoments(reader);
  if (segment !== null) await demandSegment(reader, segment);
  const weekly = await readWeekly(reader, moments, of, segment);
  const needed = FEWEST_LEARNED + FEWEST_TESTS + weeks - 1;
  if (weekly.values.length < needed) {
    return { reason: { code: "forecast.short", data: { weeks: weekly.values.length, needed } } };
  }
  const ctx = { seed };
  const parameters = parametersFor(weekly.values.length, weeks);
  const last = weekly.values.length - weeks;
  const learned = Math.max(FEWEST_LEARNED, 2 * parameters.season, Math.floor(weekly.values.length / 2));
  const first = Math.min(learned, last - FEWEST_TESTS + 1);
  const step = Math.max(1, Math.ceil((last - first + 1) / MOST_TESTS));
  const test = await rollingOrigin(
    weekly.values,
    parameters,
    { horizon: weeks, first, step, level: LEVEL },
    ctx,
  );
  const used: SeriesParameters = test.wins ? parameters : { ...parameters, method: "seasonal-naive" };
  const ahead = (await series.fit({ values: weekly.values }, used, ctx)).forecast(weeks, LEVEL);
  const currency = of === "revenue" ? await onlyCurrency(reader) : null;
  const end = addDays(weekly.weeks.at(-1)!, 7);
  const money = of === "revenue" ? "money" : "count";
  return {
    of,
    unit: of === "revenue" ? "minor" : "count",
    currency,
    segment,
    asOf: moments.asOf.toISOString(),
    history: weekly.weeks.map((week, i) => ({ week: day(week), value: weekly.values[i]! })),
    weeks: Array.from(ahead.point, (value, i) => ({
      week: day(addDays(end, 7 * i)),
      value,
      low: ahead.lower[i]!,
      high: ahead.upper[i]!,
    })),
    level: LEVEL,
    method: used.method,
    season: used.season,
    proven: test.wins,
    reason: reasonOf(test, parameters.season),
    test: {
      origins: test.origins,
      weeksAhead: weeks,
      model: scoresOf(test.model),
      seasonalNaive: scoresOf(test.seasonalNaive),
      gain: Number.isFinite(test.gain) ? test.gain : 0,
      gainInterval: finite(test.gainInterval),
    },
    ...levels(weekly, of, currency),
    summary: {
      code: `forecast.summary.${money}`,
      data: {
        of,
        count: weeks,
        total: Math.round(ahead.point.reduce((a, b) => a + b, 0)),
        before: Math.round(weekly.values.slice(-weeks).reduce((a, b) => a + b, 0)),
        currency: currency ?? "",
      },
    },
    notes: [
      { code: "forecast.notes.bounds", data: { level: LEVEL, coverage: coverageOf(test) } },
      ...(parameters.season === 1
        ? [{ code: "forecast.notes.noYear", data: { weeks: weekly.values.length } }]
        : []),
      ...(segment === null ? [] : [{ code: "forecast.notes.segment", data: {} }]),
    ],
  };
}

/** A yearly pattern where two years are there before the first test; else a level and a trend alone. */
function parametersFor(values: number, weeks: number): SeriesParameters {
  const years = values >= 2 * YEAR + FEWEST_TESTS + weeks - 1;
  return {
    ...seriesDefaults,
    method: years ? "mstl" : "ets",
    season: years ? YEAR : 1,
    nonNegative: true,
  };
}

async function demandSegment(reader: Reader, segment: number): Promise<void> {
  const { there } = await reader.one<{ there: boolean }>(
    "SELECT exists(FROM memberships WHERE segment = $1) AS there",
    [segment],
  );
  if (!there) throw new KindredError("not-found", { what: "segment", name: segment });
}

function coverageOf(test: RollingReport): number {
  return (test.wins ? test.model : test.seasonalNaive).coverage;
}

/** Proven: by how much less it errs. Else: its error as a share of the naive one, which may be above 1. */
function reasonOf({ origins, wins, gain, gainInterval }: RollingReport, season: number): Sentence {
  const { low, high } = finite(gainInterval);
  const own = Number.isFinite(gain) ? gain : 0;
  const data = wins ? { gain: own, low, high } : { share: 1 - own, low: 1 - high, high: 1 - low };
  return {
    code: `forecast.${wins ? "proven" : "notBetter"}.${season === 1 ? "last" : "year"}`,
    data: { count: origins, ...data },
  };
}

function scoresOf({ mae, mase, coverage }: RollingReport["model"]): ForecastTest {
  return { mae, mase: Number.isFinite(mase) ? mase : null, coverage };
}

/** A baseline that never erred leaves nothing to gain. */
function finite({ low, high, level }: RollingReport["gainInterval"]): RollingReport["gainInterval"] {
  return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(high) ? high : 0, level };
}

function levels({ weeks, values }: WeeklySeries, of: Measure, currency: string | null) {
  const found = levelsOf({ values }).map(({ from, to, mean }) => ({
    from: day(weeks[from]!),
    weeks: to - from,
    mean,
  }));
  const changes = found.slice(1).map(
    (level, i): Sentence => ({
      code: `forecast.change.${of === "revenue" ? "money" : "count"}`,
      data: {
        of,
        from: level.from,
        before: Math.round(found[i]!.mean),
        after: Math.round(level.mean),
        currency: currency ?? "",
      },
    }),
  );
  return { levels: found, changes };
}

async function onlyCurrency(reader: Reader): Promise<string | null> {
  const found = await reader.rows<{ currency: string }>(
    "SELECT DISTINCT currency FROM orders WHERE currency IS NOT NULL LIMIT 2",
  );
  return found.length === 1 ? found[0]!.currency : null;
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
