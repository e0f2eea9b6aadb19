import type { Design } from "../core/matrix.ts";
import type { Contributions } from "../models/estimator.ts";

/** How much a feature moves the scores, and which way by its value (structurally the proof report's `Driver`). */
export interface FeatureDriver {
  readonly feature: string;
  /** Mean absolute effect over the rows, in margin. */
  readonly importance: number;
  /** Mean effect and rows by quantile of the value (`at`: its median there), or by category code. Missing left out. */
  readonly shape: readonly { readonly at: number; readonly effect: number; readonly count: number }[];
}

/** The features by falling importance; `parts` is how many quantiles a shape has at most. */
export function driversOf(contributions: Contributions, { x, columns }: Design, parts = 10): FeatureDriver[] {
  if (contributions.rows !== x.rows || contributions.cols !== x.cols || columns.length !== x.cols)
    throw new RangeError("contributions and design are not of the same rows and columns");
  const drivers = columns.map(({ name, kind }, c) => {
    const effects = Float64Array.from(
      { length: x.rows },
      (_, row) => contributions.effects[row * x.cols + c]!,
    );
    const values = Float64Array.from({ length: x.rows }, (_, row) => x.data[row * x.cols + c]!);
    const total = effects.reduce((sum, effect) => sum + Math.abs(effect), 0);
    return {
      feature: name,
      importance: x.rows > 0 ? total / x.rows : 0,
      shape: shapeOf(values, effects, kind === "category" ? Number.POSITIVE_INFINITY : parts),
    };
  });
  return drivers.sort((a, b) => b.importance - a.importance);
}

/** Equal values stay together; a part closes when it holds its share of the rows. */
function shapeOf(values: Float64Array, effects: Float64Array, parts: number): FeatureDriver["shape"] {
  const order = Uint32Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a]! - values[b]! || a - b);
  const share = order.length / parts;
  const shape: { at: number; effect: number; count: number }[] = [];
  for (let from = 0; from < order.length; ) {
    let to = Math.min(order.length, from + Math.max(1, Math.round(share * (shape.length + 1)) - from));
    while (to < order.length && values[order[to]!] === values[order[to - 1]!]) to++;
    let sum = 0;
    for (let i = from; i < to; i++) sum += effects[order[i]!]!;
    shape.push({ at: values[order[(from + to - 1) >> 1]!]!, effect: sum / (to - from), count: to - from });
    from = to;
  }
  return shape;
}
