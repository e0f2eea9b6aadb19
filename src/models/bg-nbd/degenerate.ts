/**
 * Ways in which the data push the parameters to the edge of the model, so that it becomes a simpler one:
 * - `no-dropout`: nobody seems to stop buying (a → 0 or b → ∞): the negative binomial model;
 * - `sure-dropout`: everybody stops after the first repeat purchase (a → ∞ or b → 0);
 * - `all-or-nothing`: some stop at their first repeat purchase, the others never (a and b → 0);
 * - `same-dropout`: all customers stop with the same chance (a and b → ∞);
 * - `same-rate`: all customers buy at the same rate (r and alpha → ∞).
 */
export type BuyingDegeneracy =
  | "no-dropout"
  | "sure-dropout"
  | "all-or-nothing"
  | "same-dropout"
  | "same-rate";

/** A chance below this, or a spread beyond its inverse, is one that no customer base shows. */
const EDGE = 1e-5;

export function degeneracies(r: number, a: number, b: number): BuyingDegeneracy[] {
  const found: BuyingDegeneracy[] = [];
  if (a / (a + b) < EDGE) found.push("no-dropout");
  else if (b / (a + b) < EDGE) found.push("sure-dropout");
  else if (a + b < EDGE) found.push("all-or-nothing");
  else if (a + b > 1 / EDGE) found.push("same-dropout");
  if (r > 1 / EDGE) found.push("same-rate");
  return found;
}
