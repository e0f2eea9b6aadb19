import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { dot, largest, lineSearch, type Objective, type Point } from "./line-search.ts";

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly converged: boolean;
  readonly nIter: number;
}

const MEMORY = 10;

/** Minimum by L-BFGS (Liu and Nocedal 1989; two-loop recursion, 10 pairs). Done when no derivative exceeds `tol`. */
export async function lbfgs(
  f: Objective,
  start: Float64Array,
  { maxIter, tol }: { readonly maxIter: number; readonly tol: number },
  ctx: Pick<FitContext, "signal" | "onProgress">,
): Promise<Minimum> {
  const gradient = new Float64Array(start.length);
  let at: Point = { x: start.slice(), value: f(start, gradient), gradient };
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let iter = 0; iter < maxIter; iter++) {
    await breathe(ctx.signal);
    ctx.onProgress?.(iter, maxIter);
    if (largest(at.gradient) <= tol) return { x: at.x, value: at.value, converged: true, nIter: iter };
    const direction = twoLoop(at.gradient, pairs);
    const first = pairs.length > 0 ? 1 : Math.min(1, 1 / largest(at.gradient));
    const next = lineSearch(f, at, direction, first);
    if (!next) {
      if (pairs.length === 0)
        return { x: at.x, value: at.value, converged: largest(at.gradient) <= 1e-6, nIter: iter };
      // What it remembers no longer fits: once more from steepest descent.
      pairs.length = 0;
      continue;
    }
    const before = at;
    const s = next.x.map((v, i) => v - before.x[i]!);
    const y = next.gradient.map((v, i) => v - before.gradient[i]!);
    const sy = dot(s, y);
    if (sy > 1e-300) pairs.push({ s, y, rho: 1 / sy });
    if (pairs.length > MEMORY) pairs.shift();
    at = next;
  }
  return { x: at.x, value: at.value, converged: largest(at.gradient) <= tol, nIter: maxIter };
}

function twoLoop(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((v) => -v);
  const alphas = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!;
    alphas[k] = rho * dot(s, q);
    for (let i = 0; i < q.length; i++) q[i]! -= alphas[k]! * y[i]!;
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < q.length; i++) q[i]! *= scale;
  }
  pairs.forEach(({ s, y, rho }, k) => {
    const gain = alphas[k]! - rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i]! += gain * s[i]!;
  });
  return q;
}
