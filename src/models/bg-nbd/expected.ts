import { trigamma } from "../special/log-gamma.ts";
import type { Posterior } from "./posterior.ts";

/** More terms than this, and the integral is cheaper than the sum. */
const MANY = 600;

/**
 * Expected purchases within `horizon` from now, given alive: (a+b−1)/(a−1)·[1 − (1−z)^shape·₂F₁(shape, b; a+b−1; z)]
 * with b = b + x and z = horizon/(rate + horizon) (Fader, Hardie and Lee 2005, equation 10). That form is 0/0 at a = 1
 * and its series hardly converges as z → 1, with or without Euler's transformation. The same number is
 *
 * Σ_{k≥1} P(N ≥ k)·E[(1−p)^(k−1)],  N negative binomial,
 *
 * since the k-th purchase needs k arrivals and k − 1 survivals: positive terms only, exact for every a and b. Where the
 * sum is long it is taken as E_p[(1 − (1 + p·horizon/rate)^(−shape))/p], p ~ Beta(a, b), by the trapezoidal rule.
 */
export function expectedWhileAlive({ shape, rate, a, b }: Posterior, horizon: number): number {
  const times = horizon / rate;
  const mean = shape * times;
  const terms = mean + 10 * Math.sqrt(mean * (1 + times)) + 37 * (1 + times);
  return terms <= MANY ? bySum(shape, times, a, b) : byIntegral(shape, times, a, b);
}

function bySum(shape: number, times: number, a: number, b: number): number {
  const z = times / (1 + times);
  const none = -shape * Math.log1p(times);
  let exactly = Math.exp(none);
  let atLeast = -Math.expm1(none);
  let survives = 1;
  let sum = atLeast;
  for (let k = 1; k < 10 * MANY; k++) {
    exactly *= ((shape + k - 1) / k) * z;
    atLeast -= exactly;
    survives *= (b + k - 1) / (a + b + k - 1);
    const term = atLeast * survives;
    if (!(term > 1e-17 * sum)) break;
    sum += term;
  }
  return sum;
}

/**
 * Over v = ln(p/(1−p)) the density e^(av)/(1+e^v)^(a+b) falls off exponentially on both sides and is analytic for
 * |Im v| < π, so the trapezoidal rule converges geometrically (Trefethen and Weideman 2014). Far out, where density and
 * integrand are pure exponentials, the rest of both sums is a geometric series.
 */
function byIntegral(shape: number, times: number, a: number, b: number): number {
  const step = Math.min(0.2, 0.6 * Math.sqrt(trigamma(a) + trigamma(b)));
  const peak = Math.log(a) - Math.log(b);
  const logDensity = (v: number): number =>
    a * v - (a + b) * (Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
  const top = logDensity(peak);
  let weights = 0;
  let sum = 0;
  const walk = (first: number, direction: 1 | -1, end: number, decay: number): void => {
    for (let k = first; ; k++) {
      const v = peak + direction * k * step;
      const density = Math.exp(logDensity(v) - top);
      const value = density * purchases(v, shape, times);
      weights += density;
      sum += value;
      // Sum of the series 1 + e^(−decay·step) + …, of which the first term is counted.
      const series = 1 / -Math.expm1(-decay * step);
      const nothing = density * series <= 1e-18 * weights && density * series * shape * times <= 1e-18 * sum;
      if (nothing || direction * (v - end) > 0) {
        weights += density * (series - 1);
        sum += value * (series - 1);
        return;
      }
    }
  };
  walk(1, -1, Math.min(peak, -Math.log(Math.max(1, shape * times, times))) - 37, a);
  walk(0, 1, Math.max(peak, 0) + 37, b);
  return sum / weights;
}

/** (1 − (1 + p·times)^(−shape))/p: expected purchases of a customer with dropout odds e^v. */
function purchases(v: number, shape: number, times: number): number {
  const p = v > 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v));
  return p < 1e-300 ? shape * times : -Math.expm1(-shape * Math.log1p(p * times)) / p;
}
