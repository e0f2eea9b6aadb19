const EDGE = 1e-6;

/** Log-odds of a probability, kept a millionth from 0 and 1: a leaf of one class says nothing infinite. */
export function logOdds(probability: number): number {
  const kept = Math.min(1 - EDGE, Math.max(EDGE, probability));
  return Math.log(kept / (1 - kept));
}
