import { Random } from "../../core/random.ts";
import { BgNbdModel } from "./bg-nbd.ts";
import type { BuyingHistory } from "./history.ts";
import type { BuyingHabits } from "./posterior.ts";

/** Gamma(shape, rate), by Marsaglia and Tsang (2000). */
export function drawGamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * random.next() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = random.normal();
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * z * z + d - d * v + d * Math.log(v))
      return (d * v) / rate;
  }
}

/** Customers told by the story of the model, for tests: observed for their age, then for `horizon` more. */
export function tell(habits: BuyingHabits, customers: number, horizon: number, seed: number) {
  const random = new Random(seed);
  const frequency = new Float64Array(customers);
  const recency = new Float64Array(customers);
  const age = new Float64Array(customers);
  const later = new Float64Array(customers);
  for (let i = 0; i < customers; i++) {
    age[i] = 5 + 35 * random.next();
    const rate = drawGamma(random, habits.r, habits.alpha);
    const stays = drawGamma(random, habits.b, 1);
    const stops = drawGamma(random, habits.a, 1);
    const dropout = stops / (stops + stays);
    for (let time = 0; ; ) {
      time -= Math.log(1 - random.next()) / rate;
      if (!(time < age[i]! + horizon)) break;
      if (time < age[i]!) {
        frequency[i]!++;
        recency[i] = time;
      } else later[i]!++;
      if (random.next() < dropout) break;
    }
  }
  return { frequency, recency, age, later };
}

/** A model with these parameters, as if fitted. */
export function modelOf({ r, alpha, a, b }: BuyingHabits): BgNbdModel {
  const fit = {
    logLikelihood: 0,
    customers: 1,
    standardErrors: null,
    degenerate: [],
    converged: true,
    nIter: 0,
  };
  return new BgNbdModel({ r, alpha, a, b, ...fit });
}

/** Customers as [frequency, recency, age]. */
export function customersOf(...rows: readonly (readonly [number, number, number])[]): BuyingHistory {
  return {
    frequency: Float64Array.from(rows, (row) => row[0]),
    recency: Float64Array.from(rows, (row) => row[1]),
    age: Float64Array.from(rows, (row) => row[2]),
  };
}
