import { KindredError } from "../../core/errors.ts";
import type { Design } from "../../core/matrix.ts";
import type { Labelled } from "../estimator.ts";
import { type BoostingParameters, badParameter, type Loss } from "./parameters.ts";

const targets: Record<Loss, readonly [allowed: string, holds: (y: number) => boolean]> = {
  "log-loss": ["0, 1", (y) => y === 0 || y === 1],
  squared: ["a finite number", (y) => Number.isFinite(y)],
  poisson: ["a finite number, 0 or more", (y) => Number.isFinite(y) && y >= 0],
};

/** Throws where the data cannot be learned from. Missing and infinite feature values are fine. */
export function checkLabelled(data: Labelled, p: BoostingParameters): void {
  if (data.x.rows === 0) throw new KindredError("no-rows");
  checkTargets(data, p.loss);
  if (data.columns.length !== data.x.cols)
    throw new KindredError("wrong-columns", { expected: data.columns.length, given: data.x.cols });
  const first = data.y[0]!;
  if (p.loss === "log-loss" && data.y.every((y) => y === first))
    throw new KindredError("one-class", { value: first });
  if (p.loss === "poisson" && data.y.every((y) => y === 0)) throw new KindredError("one-class", { value: 0 });
  for (const name of Object.keys(p.monotonicCst)) {
    if (!data.columns.some((column) => column.name === name && column.kind === "number"))
      throw badParameter("monotonicCst", name, "names of number columns");
  }
  if (data.validation) {
    checkWidth(data.validation, data.columns.length);
    checkTargets(data.validation, p.loss);
    if (data.validation.x.rows === 0) throw new KindredError("no-rows");
  }
}

function checkTargets(data: Labelled, loss: Loss): void {
  const [allowed, holds] = targets[loss];
  if (data.y.length !== data.x.rows)
    throw new KindredError("bad-target", { row: data.y.length + 1, value: "missing", allowed });
  data.y.forEach((y, i) => {
    if (!holds(y)) throw new KindredError("bad-target", { row: i + 1, value: y, allowed });
  });
  if (data.weight && data.weight.length !== data.x.rows)
    throw new KindredError("bad-weight", { row: data.weight.length + 1, value: "missing" });
  data.weight?.forEach((w, i) => {
    if (!(Number.isFinite(w) && w > 0)) throw new KindredError("bad-weight", { row: i + 1, value: w });
  });
}

/** Throws `wrong-columns` when `x` is not as wide as what the model was fitted on. */
export function checkWidth({ x }: Design, expected: number): void {
  if (x.cols !== expected) throw new KindredError("wrong-columns", { expected, given: x.cols });
}
