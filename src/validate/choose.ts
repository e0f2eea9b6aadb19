/** A candidate on held-out rows: its loss a row, the same rows in the same order for all candidates. */
export interface Tried<C> {
  readonly candidate: C;
  readonly losses: Float64Array;
}

export interface Choice<C> {
  readonly chosen: Tried<C>;
  readonly best: Tried<C>;
  /** Mean extra loss over the best, and its standard error, of each candidate in the order given. */
  readonly behind: readonly { readonly mean: number; readonly standardError: number }[];
}

/**
 * The simplest candidate whose mean loss lies within one standard error of the best one's, the error being that of the
 * paired difference (Breiman et al. 1984; paired, since all candidates met the same rows). Simplest first in `tried`.
 */
export function simplestWithinOneError<C>(tried: readonly Tried<C>[]): Choice<C> {
  let best = tried[0]!;
  for (const t of tried) if (mean(t.losses) < mean(best.losses)) best = t;
  const behind = tried.map((t) => difference(t.losses, best.losses));
  const chosen = tried[behind.findIndex((b) => b.mean <= b.standardError)]!;
  return { chosen, best, behind };
}

function difference(a: Float64Array, b: Float64Array): { mean: number; standardError: number } {
  const d = a.map((v, i) => v - b[i]!);
  const m = mean(d);
  let squares = 0;
  for (const v of d) squares += (v - m) ** 2;
  return { mean: m, standardError: Math.sqrt(squares / Math.max(1, d.length - 1) / d.length) };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}
