import type { Sentence } from "../core/sentence.ts";
import type { Reality } from "./reality.ts";
import { VALLEY } from "./valleys.ts";

/** One number of groups that was tried. */
export interface Candidate {
  readonly groups: number;
  /** Mean silhouette of the cut, −1 … 1. */
  readonly silhouette: number;
  /** Mean Jaccard similarity of its groups in bootstrap samples, 0–1. */
  readonly stability: number;
  /** Customers in its smallest group. */
  readonly smallest: number;
  /** Mean silhouette of the same cut of clouds without groups. */
  readonly byChance: number;
  /** How sure a valley lies between every two of its groups: see `leastValley`. */
  readonly valley: number;
  /** Whether it beats those clouds and has a valley between every two groups. */
  readonly real: boolean;
}

export interface Advice {
  readonly candidate: Candidate;
  readonly chosen: Sentence;
}

/** Below this a group is not found again (Hennig 2007). */
const MIN_STABILITY = 0.6;
/** A smaller group is not worth its own message. */
const MIN_SHARE = 0.02;
/** Gains this close are the same: then more groups tell more. */
const SAME_GAIN = 0.02;
/** A convenient cut is made for people who plan messages: about as many as they can keep apart. */
const CONVENIENT = [3, 4, 5] as const;

export function candidateOf(
  real: Reality,
  silhouette: number,
  stability: number,
  smallest: number,
  valley: number,
): Candidate {
  const { groups, byChance, beatsClouds } = real;
  return {
    groups,
    silhouette,
    stability,
    smallest,
    byChance,
    valley,
    real: groups > 1 && beatsClouds && valley >= VALLEY,
  };
}

/**
 * The number of groups we advise. Where some cuts are real, stable and have no splinters: the one that gains most over those clouds (more groups where the gain is the same). Otherwise the most stable handy cut.
 */
export function advise(candidates: readonly Candidate[], customers: number): Advice {
  const usable = candidates.filter(
    (c) => c.stability >= MIN_STABILITY && c.smallest >= Math.max(2, MIN_SHARE * customers),
  );
  const real = usable.filter((c) => c.real);
  if (real.length > 0) {
    const best = Math.max(...real.map(gain));
    const candidate = real.filter((c) => gain(c) >= best - SAME_GAIN).at(-1)!;
    return { candidate, chosen: sentence("advised", candidate) };
  }
  const handy = [
    usable.filter((c) => (CONVENIENT as readonly number[]).includes(c.groups)),
    usable,
    candidates,
  ].find((list) => list.length > 0)!;
  const candidate = handy.reduce((best, c) => (c.stability > best.stability ? c : best));
  return { candidate, chosen: sentence("convenient", candidate) };
}

function gain(c: Candidate): number {
  return c.silhouette - c.byChance;
}

function sentence(kind: "advised" | "convenient", c: Candidate): Sentence {
  return {
    code: `segments.chosen.${kind}`,
    data: {
      groups: c.groups,
      silhouette: c.silhouette,
      byChance: c.byChance,
      stability: c.stability,
      smallest: c.smallest,
    },
  };
}

/** Whether the chosen cut is real, in a sentence. */
export function realitySentence(candidate: Candidate): Sentence {
  return {
    code: candidate.real ? "segments.reality.real" : "segments.reality.notReal",
    data: { silhouette: candidate.silhouette, byChance: candidate.byChance },
  };
}
