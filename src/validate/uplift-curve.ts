import type { Ranking } from "./ranking.ts";

/** Outcomes (0 or 1 for the coefficients, any number for areas and points) and who was treated (1) or left alone (0). */
export interface TreatedOutcomes {
  readonly y: Float64Array;
  readonly treatment: ArrayLike<number>;
}

export interface UpliftAreas {
  /** Area between the Qini curve and the random line over that of the perfect order, as scikit-uplift's `qini_auc_score`. */
  readonly qini: number;
  /** That area itself over shares of the customers, in outcomes per customer. */
  readonly qiniArea: number;
  /** The same coefficient for the uplift curve, as scikit-uplift's `uplift_auc_score`. */
  readonly auuc: number;
}

export interface UpliftPoint {
  /** Share of customers, best scores first. */
  readonly share: number;
  /** Qini: outcomes of the treated beyond what as many of the control had. */
  readonly qini: number;
  /** Outcomes gained were all of them treated, per customer of the whole population. */
  readonly gain: number;
}

/** Running sums of both arms, from which the curves are drawn point by point. */
class Curves {
  rows = 0;
  qini = 0;
  gain = 0;
  qiniArea = 0;
  gainArea = 0;
  #treated = 0;
  #treatedSum = 0;
  #control = 0;
  #controlSum = 0;

  add(weight: number, y: number, treated: boolean): void {
    if (treated) {
      this.#treated += weight;
      this.#treatedSum += weight * y;
    } else {
      this.#control += weight;
      this.#controlSum += weight * y;
    }
  }

  /** A point of both curves (Radcliffe 2007; Devriendt et al. 2020); an arm with nobody yet counts as 0. */
  point(): void {
    const rows = this.#treated + this.#control;
    const controlMean = this.#control > 0 ? this.#controlSum / this.#control : 0;
    const treatedMean = this.#treated > 0 ? this.#treatedSum / this.#treated : 0;
    const qini = this.#treatedSum - controlMean * this.#treated;
    const gain = (treatedMean - controlMean) * rows;
    this.qiniArea += ((this.qini + qini) / 2) * (rows - this.rows);
    this.gainArea += ((this.gain + gain) / 2) * (rows - this.rows);
    this.rows = rows;
    this.qini = qini;
    this.gain = gain;
  }
}

/** Coefficients of an order of the customers; row i counts `weight[i]` times. Ties are counted together. */
export function upliftAreas(
  { order, ends }: Ranking,
  { y, treatment }: TreatedOutcomes,
  weight?: Float64Array,
): UpliftAreas {
  const curves = new Curves();
  // Weight by outcome and arm: what the perfect orders need.
  const cells = [0, 0, 0, 0];
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const w = weight ? weight[row]! : 1;
    const treated = treatment[row] === 1;
    curves.add(w, y[row]!, treated);
    cells[(treated ? 2 : 0) + (y[row] === 1 ? 1 : 0)]! += w;
    if (ends[i] === 1) curves.point();
  }
  const { rows, qini, gain } = curves;
  const [controlNo, controlYes, treatedNo, treatedYes] = cells as [number, number, number, number];
  const perfectQini = perfect(
    [[treatedYes, 1, true]],
    [
      [treatedNo, 0, true],
      [controlNo, 0, false],
    ],
    [[controlYes, 1, false]],
  );
  const lost: Cell[][] = [[[controlYes, 1, false]], [[treatedNo, 0, true]]];
  const perfectGain = perfect(
    [[treatedYes, 1, true]],
    [[controlNo, 0, false]],
    ...(controlYes > treatedNo ? lost : lost.reverse()),
  );
  const beyondRandom = curves.qiniArea - (qini * rows) / 2;
  return {
    qini: beyondRandom / (perfectQini.qiniArea - (qini * rows) / 2),
    qiniArea: beyondRandom / (rows * rows),
    auuc: (curves.gainArea - (gain * rows) / 2) / (perfectGain.gainArea - (gain * rows) / 2),
  };
}

type Cell = readonly [weight: number, y: number, treated: boolean];

/** The curves of an order in groups, each counted as one tie. */
function perfect(...groups: readonly (readonly Cell[])[]): Curves {
  const curves = new Curves();
  for (const group of groups) {
    for (const cell of group) curves.add(...cell);
    curves.point();
  }
  return curves;
}

/** The curves at `steps` equal shares of the rows (and at 0); within a tie they run straight. */
export function upliftPoints(
  { order, ends }: Ranking,
  { y, treatment }: TreatedOutcomes,
  steps: number,
): UpliftPoint[] {
  const curves = new Curves();
  const points: UpliftPoint[] = [{ share: 0, qini: 0, gain: 0 }];
  const rows = order.length;
  for (let i = 0; i < rows; i++) {
    const before = { rows: curves.rows, qini: curves.qini, gain: curves.gain };
    curves.add(1, y[order[i]!]!, treatment[order[i]!] === 1);
    if (ends[i] === 0) continue;
    curves.point();
    for (let k = points.length; k <= steps && (k * rows) / steps <= curves.rows; k++) {
      const way = ((k * rows) / steps - before.rows) / (curves.rows - before.rows);
      const at = (from: number, to: number) => from + way * (to - from);
      points.push({
        share: k / steps,
        qini: at(before.qini, curves.qini),
        gain: at(before.gain, curves.gain) / rows,
      });
    }
  }
  return points;
}

/** Mean outcome of the treated minus that of the control, over the given rows. NaN where an arm has nobody. */
export function effectOf(
  { y, treatment }: TreatedOutcomes,
  rows: ArrayLike<number>,
  weight?: Float64Array,
): number {
  let [treated, treatedSum, control, controlSum] = [0, 0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const w = weight ? weight[i]! : 1;
    if (treatment[row] === 1) {
      treated += w;
      treatedSum += w * y[row]!;
    } else {
      control += w;
      controlSum += w * y[row]!;
    }
  }
  return treatedSum / treated - controlSum / control;
}
