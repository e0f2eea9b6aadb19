import type { Sentence } from "../../core/sentence.ts";
import type { Interval } from "../../validate/report.ts";
import type { Measure } from "./weekly.ts";

/** Errors in the measure's own unit (`mae`) and against one season back (`mase`, null where that never erred). */
export interface ForecastTest {
  readonly mae: number;
  readonly mase: number | null;
  /** Share of the values within the bounds, 0–1. */
  readonly coverage: number;
}

/** What is expected of the coming weeks, by a forecast that was tested on earlier ones. Weeks are ISO days of their Mondays. */
export interface ForecastReport {
  readonly of: Measure;
  readonly unit: "minor" | "count";
  readonly currency: string | null;
  readonly segment: number | null;
  readonly asOf: string;
  readonly history: readonly { readonly week: string; readonly value: number }[];
  readonly weeks: readonly {
    readonly week: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Chance that the bounds promise, 0–1. */
  readonly level: number;
  /** What the weeks are by; `seasonal-naive` with a season of 1 repeats the last week, of 52 the same week of last year. */
  readonly method: "ets" | "mstl" | "seasonal-naive";
  readonly season: number;
  /** Whether the model has beaten the seasonal naive forecast on earlier weeks. */
  readonly proven: boolean;
  readonly reason: Sentence;
  readonly test: {
    readonly origins: number;
    readonly weeksAhead: number;
    readonly model: ForecastTest;
    readonly seasonalNaive: ForecastTest;
    readonly gain: number;
    readonly gainInterval: Interval;
  };
  /** Stretches with a level of their own, oldest first. */
  readonly levels: readonly { readonly from: string; readonly weeks: number; readonly mean: number }[];
  readonly changes: readonly Sentence[];
  readonly summary: Sentence;
  readonly notes: readonly Sentence[];
}
