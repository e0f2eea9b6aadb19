/** Probability of a log-odds margin, without overflow. */
export function sigmoid(margin: number): number {
  const odds = Math.exp(-Math.abs(margin));
  return margin >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
}

/** Log-odds of a probability strictly between 0 and 1. */
export function logOdds(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

/** −log likelihood of an outcome, 0 … 1, at a log-odds margin: finite for every finite margin. */
export function marginLoss(margin: number, y: number): number {
  return Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))) - y * margin;
}
