import { logBeta } from "../special/incomplete-beta.ts";
import { digammaRise, trigamma } from "../special/log-gamma.ts";
import type { Spenders } from "./spending.ts";

/** What depends on the number of purchases only. */
interface CountTerms {
  readonly logBeta: number;
  /** ψ(px+q) − ψ(px), ψ(px+q) − ψ(q), ψ′(px+q), ψ′(px). */
  readonly overShape: number;
  readonly overQ: number;
  readonly bendSum: number;
  readonly bendShape: number;
}

/**
 * Mean log-likelihood of the Gamma-Gamma model (Fader, Hardie and Lee 2005; Fader and Hardie 2013, equation 1a), in the
 * form px·ln u + q·ln(1−u) − ln B(px, q) − ln m with u = xm/(v + xm), which keeps its digits when parameters grow
 * without end. Fills the derivatives by ln p, ln q, ln v; Hessian 3 × 3.
 */
export function spendingLikelihood(
  { frequency, value, weight, totalWeight }: Spenders,
  [p, q, v]: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const bendQ = trigamma(q!);
  let terms = countTerms(0, p!, q!);
  let last = 0;
  let sum = 0;
  let fp = 0;
  let fq = 0;
  let fv = 0;
  let pp = 0;
  let pq = 0;
  let pv = 0;
  let qq = 0;
  let qv = 0;
  let vv = 0;
  for (let i = 0; i < value.length; i++) {
    const x = frequency[i]!;
    if (x !== last) {
      terms = countTerms(x, p!, q!);
      last = x;
    }
    const w = weight[i]! / totalWeight;
    const spent = x * value[i]!;
    const shape = p! * x;
    const u = spent / (v! + spent);
    const rest = v! / (v! + spent);
    const logU = -Math.log1p(v! / spent);
    const logRest = -Math.log1p(spent / v!);
    sum += w * (shape * logU + q! * logRest - terms.logBeta - Math.log(value[i]!));
    fp += w * shape * (terms.overShape + logU);
    fq += w * q! * (terms.overQ + logRest);
    fv += w * (q! * u - shape * rest);
    pp += w * shape * shape * (terms.bendSum - terms.bendShape);
    pq += w * shape * q! * terms.bendSum;
    pv -= w * shape * rest;
    qq += w * q! * q! * (terms.bendSum - bendQ);
    qv += w * q! * u;
    vv -= w * (q! + shape) * u * rest;
  }
  gradient.set([fp, fq, fv]);
  hessian.set([pp + fp, pq, pv, pq, qq + fq, qv, pv, qv, vv]);
  return sum;
}

function countTerms(x: number, p: number, q: number): CountTerms {
  const shape = p * x;
  if (shape === 0) return { logBeta: 0, overShape: 0, overQ: 0, bendSum: 0, bendShape: 0 };
  return {
    logBeta: logBeta(shape, q),
    overShape: digammaRise(shape, q),
    overQ: digammaRise(q, shape),
    bendSum: trigamma(shape + q),
    bendShape: trigamma(shape),
  };
}
