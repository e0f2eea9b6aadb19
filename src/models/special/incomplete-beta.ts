import { logGamma, logGammaRise } from "./log-gamma.ts";

/** ln B(a, b), a and b > 0, without cancellation when one is far larger than the other. */
export function logBeta(a: number, b: number): number {
  return logGamma(Math.min(a, b)) - logGammaRise(Math.max(a, b), Math.min(a, b));
}

/**
 * Regularised incomplete beta function I_x(a, b), a and b > 0, `y` = 1 − x given apart so that it may be tiny.
 * Continued fraction (DLMF 8.17.22) by Lentz's method, on the side where it converges fast. `logB` = ln B(a, b), for
 * callers that ask often with the same a and b.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number, logB = logBeta(a, b)): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  return x * (a + b + 2) < a + 1 ? lowerSide(a, b, x, y, logB) : 1 - lowerSide(b, a, y, x, logB);
}

function lowerSide(a: number, b: number, x: number, y: number, logB: number): number {
  const front = Math.exp(a * logOf(x, y) + b * logOf(y, x) - logB) / a;
  return front === 0 ? 0 : Math.min(1, front / continuedFraction(a, b, x));
}

/** ln x, from 1 − x where that is the smaller. */
function logOf(x: number, y: number): number {
  return y < 0.5 ? Math.log1p(-y) : Math.log(x);
}

/** 1 + d₁/(1 + d₂/(1 + …)); about √max(a, b) steps. */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let value = 1;
  let c = 1;
  let d = 0;
  for (let k = 1; k < 200_000; k++) {
    const i = k >> 1;
    const step =
      k % 2 === 0
        ? (i * (b - i) * x) / ((a + 2 * i - 1) * (a + 2 * i))
        : (-(a + i) * (a + b + i) * x) / ((a + 2 * i) * (a + 2 * i + 1));
    d = 1 / (Math.abs(1 + step * d) < tiny ? tiny : 1 + step * d);
    c = Math.abs(1 + step / c) < tiny ? tiny : 1 + step / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}
