import type { Sentence } from "../core/sentence.ts";
import type { Move, SegmentEvent } from "./changes.ts";
import type { MethodOptions } from "./method.ts";

/** How one feature sets a group apart from all customers. */
export interface Trait {
  readonly feature: string;
  /** Group mean minus mean of all, in standard deviations of all (on the clustering scale). */
  readonly effect: number;
  /** Medians in the feature's own unit. */
  readonly median: number;
  readonly medianAll: number;
  /** True where the group was made from this feature: then no p-value can be given. */
  readonly clusteredOn: boolean;
  /** Only where `clusteredOn` is false: adjusted for the number of comparisons (Holm). */
  readonly pValue?: number;
  readonly what: Sentence;
}

/** Passport and colour of those who are in no clear group: DBSCAN and HDBSCAN leave some out. */
export const NOWHERE = -1;

export interface Persona {
  /** The group's passport: stays with it from refresh to refresh and is never given to another; −1 = no clear group. */
  readonly segment: number;
  readonly name: Sentence;
  /** Key of the icon, and index of the colour in the dashboard's palette: the same everywhere. */
  readonly icon: string;
  readonly colour: number;
  readonly size: number;
  readonly share: number;
  readonly revenueMinor: number;
  readonly revenueShare: number;
  /** Null where there are no orders. */
  readonly medianOrderMinor: number | null;
  readonly traits: readonly Trait[];
  /** What happened next to people like these, not clustered on (next-period behaviour), with its interval. */
  readonly next?: {
    readonly orderedShare: number;
    readonly low: number;
    readonly high: number;
    readonly pValue: number;
  };
  readonly summary: Sentence;
  /** Medians of the features it was made from, in their own units and order; null where missing. */
  readonly centre: readonly (number | null)[];
}

/** What the user asked for; a refresh asks for it again. What is absent was advised. */
export interface Asked extends MethodOptions {
  readonly method: string;
  readonly features?: readonly string[];
}

export interface SegmentationReport {
  readonly segmentation: string;
  readonly method: string;
  readonly asked: Asked;
  /** Without those in no clear group. */
  readonly groups: number;
  /** Whether the user gave the number or we advised it, and why. */
  readonly chosen: Sentence;
  readonly candidates: readonly {
    readonly groups: number;
    readonly silhouette: number;
    readonly stability: number;
    readonly smallest: number;
  }[];
  readonly silhouette: number;
  /** Mean Jaccard similarity of groups found again in bootstrap samples, 0–1. */
  readonly stability: number;
  /** Whether the data have groups at all, or this is a convenient cut; with the test's p-value. */
  readonly real: boolean;
  readonly realWhy: Sentence;
  readonly features: readonly string[];
  /** What the reader must know: where p-values stand and where not, which features were taken, what is sampled. */
  readonly notes: readonly Sentence[];
  /** Largest share of revenue first (of customers, where there are no orders); those in no clear group last. */
  readonly personas: readonly Persona[];
  /** What became of the groups of the last refresh, and who went where; empty at first. */
  readonly events: readonly SegmentEvent[];
  readonly moves: readonly Move[];
  /** The next new group's passport. */
  readonly nextSegment: number;
  readonly customers: number;
  readonly currency: string | null;
  readonly asOf: string;
  readonly seconds: number;
}
