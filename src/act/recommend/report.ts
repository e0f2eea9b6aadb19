import type { Sentence } from "../../core/sentence.ts";
import type { PairedGain } from "../../validate/recommendation.ts";
import type { GateCheck } from "../../validate/report.ts";
import type { RecommenderKind } from "./recipes.ts";

/** Means over the judged customers (`coverage`: share of all products on somebody's list), 0–1. */
export interface RecommendationMetrics {
  readonly recall10: number;
  readonly ndcg10: number;
  readonly coverage: number;
}

/** What was tried on the time before the proof; only the best went into the proof. */
export interface TriedRecommender {
  readonly model: RecommenderKind;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly metrics: RecommendationMetrics;
}

/** Everything that is said about a recommender. Moments are ISO strings. */
export interface RecommenderReport {
  /** The model that recommends: the proven one, or popularity. */
  readonly model: RecommenderKind;
  readonly version: string;
  readonly published: boolean;
  readonly reason: Sentence;
  readonly asOf: string;
  /** Null where nothing could be proven. */
  readonly proof: {
    /** What went into the proof, even where it was refused. */
    readonly model: RecommenderKind;
    readonly parameters: Readonly<Record<string, string | number>>;
    readonly cutOff: string;
    readonly until: string;
    readonly customers: number;
    readonly metrics: RecommendationMetrics;
    readonly baseline: RecommendationMetrics;
    readonly gains: { readonly recall10: PairedGain; readonly ndcg10: PairedGain };
    readonly gate: readonly GateCheck[];
  } | null;
  readonly tried: readonly TriedRecommender[];
  readonly customers: number;
  readonly products: number;
  readonly notes: readonly Sentence[];
  readonly seconds: number;
}
