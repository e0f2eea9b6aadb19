import type { BuyingGroups } from "./grouping.ts";

/** Sums over customers: first and second derivatives by (r, alpha, a, b); the Hessian's upper triangle, row by row. */
interface Derivatives {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * Mean log-likelihood of the BG/NBD model (Fader, Hardie and Lee 2005, equation 6), in the form
 *
 * Σ_{i<x} ln((r+i)/(α+T)) − r·ln(1+T/α) − Σ_{i<x} ln(1+a/(b+i)) + ln(1+q),  q = [x>0]·a/(b+x−1)·((α+T)/(α+t_x))^(r+x)
 *
 * which has no difference of large numbers: it stays exact when a → 0, b → ∞ or r, α → ∞ together.
 */
export class BuyingLikelihood {
  /** Weight of all customers. */
  readonly customers: number;
  readonly repeatPurchases: number;
  readonly totalAge: number;
  readonly longestAge: number;
  readonly #groups: BuyingGroups;
  /** Weight of the customers with more than i repeat purchases. */
  readonly #above: Float64Array;
  /** ln(b + i), as of the last evaluation. */
  readonly #logB: Float64Array;

  constructor(groups: BuyingGroups) {
    this.#groups = groups;
    let most = 0;
    let customers = 0;
    let purchases = 0;
    let age = 0;
    let longest = 0;
    groups.onceAge.forEach((T, i) => {
      customers += groups.onceWeight[i]!;
      age += groups.onceWeight[i]! * T;
      longest = Math.max(longest, T);
    });
    groups.frequency.forEach((x, i) => {
      most = Math.max(most, x);
      customers += groups.weight[i]!;
      purchases += groups.weight[i]! * x;
      age += groups.weight[i]! * groups.age[i]!;
      longest = Math.max(longest, groups.age[i]!);
    });
    this.customers = customers;
    this.repeatPurchases = purchases;
    this.totalAge = age;
    this.longestAge = longest;
    this.#above = new Float64Array(most);
    this.#logB = new Float64Array(most);
    groups.frequency.forEach((x, i) => {
      this.#above[x - 1]! += groups.weight[i]!;
    });
    for (let i = most - 2; i >= 0; i--) this.#above[i]! += this.#above[i + 1]!;
  }

  /** Mean log-likelihood at (r, alpha, a, b); fills the derivatives by the logarithms of the four, Hessian 4 × 4. */
  evaluate(p: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    const out: Derivatives = { first: new Float64Array(4), second: new Float64Array(10) };
    const sum = this.#counts(p, out) + this.#once(p, out) + this.#repeat(p, out);
    for (let i = 0, at = 0; i < 4; i++) {
      gradient[i] = (p[i]! * out.first[i]!) / this.customers;
      for (let j = i; j < 4; j++, at++) {
        const value = (p[i]! * p[j]! * out.second[at]!) / this.customers + (i === j ? gradient[i]! : 0);
        hessian[i * 4 + j] = value;
        hessian[j * 4 + i] = value;
      }
    }
    return sum / this.customers;
  }

  /** Σ ln(r+i) − ln(1+a/(b+i)) over the purchases of all customers. */
  #counts([r, , a, b]: Float64Array, { first, second }: Derivatives): number {
    let sum = 0;
    for (let i = 0; i < this.#above.length; i++) {
      const n = this.#above[i]!;
      const ri = 1 / (r! + i);
      const bi = 1 / (b! + i);
      const ab = 1 / (a! + b! + i);
      sum += n * (Math.log(r! + i) - Math.log1p(a! * bi));
      this.#logB[i] = Math.log(b! + i);
      first[0]! += n * ri;
      first[2]! -= n * ab;
      first[3]! += n * a! * bi * ab;
      second[0]! -= n * ri * ri;
      second[7]! += n * ab * ab;
      second[8]! += n * ab * ab;
      second[9]! += n * (ab * ab - bi * bi);
    }
    return sum;
  }

  #once([r, alpha]: Float64Array, { first, second }: Derivatives): number {
    const { onceAge, onceWeight } = this.#groups;
    let logs = 0;
    let slope = 0;
    let bend = 0;
    for (let i = 0; i < onceAge.length; i++) {
      const T = onceAge[i]!;
      const w = onceWeight[i]!;
      const share = T / (alpha! * (alpha! + T));
      logs += w * Math.log1p(T / alpha!);
      slope += w * share;
      bend += w * share * (1 / alpha! + 1 / (alpha! + T));
    }
    first[0]! -= logs;
    first[1]! += r! * slope;
    second[1]! += slope;
    second[4]! -= r! * bend;
    return -r! * logs;
  }

  #repeat([r, alpha, a, b]: Float64Array, { first, second }: Derivatives): number {
    const { frequency, recency, age, weight } = this.#groups;
    const logA = Math.log(a!);
    const logAlpha = Math.log(alpha!);
    const logB = this.#logB;
    let sum = 0;
    let fr = 0;
    let fal = 0;
    let fa = 0;
    let fb = 0;
    let rr = 0;
    let ral = 0;
    let ra = 0;
    let rb = 0;
    let alal = 0;
    let ala = 0;
    let alb = 0;
    let aa = 0;
    let ab = 0;
    let bb = 0;
    for (let i = 0; i < frequency.length; i++) {
      const x = frequency[i]!;
      const T = age[i]!;
      const w = weight[i]!;
      const now = 1 / (alpha! + T);
      const last = 1 / (alpha! + recency[i]!);
      const m = r! + x;
      const grown = Math.log1p(T / alpha!);
      const since = Math.log1p((T - recency[i]!) * last);
      const left = 1 / (b! + x - 1);
      const logQ = logA - logB[x - 1]! + m * since;
      const odds = Math.exp(-Math.abs(logQ));
      const z = logQ > 0 ? 1 / (1 + odds) : odds / (1 + odds);
      sum += w * (-x * logAlpha - m * grown + Math.log1p(odds) + Math.max(logQ, 0));
      // Slopes of ln q by r, alpha, a, b.
      const dal = m * (now - last);
      const da = 1 / a!;
      const share = T * now;
      fr += w * (z * since - grown);
      fal += w * ((r! * share) / alpha! - x * now + z * dal);
      fa += w * z * da;
      fb -= w * z * left;
      const mixed = w * z * (1 - z);
      rr += mixed * since * since;
      ral += w * (share / alpha! + z * (now - last)) + mixed * since * dal;
      ra += mixed * since * da;
      rb -= mixed * since * left;
      alal +=
        w * (x * now * now - (r! * share * (1 / alpha! + now)) / alpha! + z * m * (last * last - now * now)) +
        mixed * dal * dal;
      ala += mixed * dal * da;
      alb -= mixed * dal * left;
      aa += mixed * da * da - w * z * da * da;
      ab -= mixed * da * left;
      bb += mixed * left * left + w * z * left * left;
    }
    [fr, fal, fa, fb].forEach((v, k) => {
      first[k]! += v;
    });
    [rr, ral, ra, rb, alal, ala, alb, aa, ab, bb].forEach((v, k) => {
      second[k]! += v;
    });
    return sum;
  }
}
