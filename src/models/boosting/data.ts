import { KindredError } from "../../core/errors.ts";
import type { Labelled } from "../estimator.ts";
import { checkColumns, checkDesign, checkTargets } from "../rows.ts";
import { badParameter } from "../rules.ts";
import type { BoostingParameters, Loss } from "./parameters.ts";

const targets: Record<Loss, readonly [allowed: string, holds: (y: number) => boolean]> = {
  "log-loss": ["0, 1", (y) => y === 0 || y === 1],
  squared: ["a finite number", Number.isFinite],
  poisson: ["a finite number, 0 or more", (y) => Number.isFinite(y) && y >= 0],
};

/** Throws where the data cannot be learned from. Missing and infinite feature values are fine. */
export function checkLabelled(data: Labelled, p: BoostingParameters): void {
  checkDesign(data);
  checkTargets(data, ...targets[p.loss]);
  const first = data.y[0]!;
  if (p.loss === "log-loss" && data.y.every((y) => y === first))
    throw new KindredError("one-class", { value: first });
  if (p.loss === "poisson" && data.y.every((y) => y === 0)) throw new KindredError("one-class", { value: 0 });
  for (const name of Object.keys(p.monotonicCst)) {
    if (!data.columns.some((column) => column.name === name && column.kind === "number"))
      throw badParameter("monotonicCst", name, "names of number columns");
  }
  if (data.validation) {
    checkDesign(data.validation);
    checkColumns(
      data.validation,
      data.columns.map((column) => column.name),
    );
    checkTargets(data.validation, ...targets[p.loss]);
  }
}
