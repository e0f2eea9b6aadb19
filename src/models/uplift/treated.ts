import { KindredError } from "../../core/errors.ts";
import type { Design } from "../../core/matrix.ts";
import type { Labelled, Model } from "../estimator.ts";
import { checkDesign } from "../rows.ts";

/** Customers of a past campaign: outcomes, and who was treated (1) or left alone (0) by chance. */
export interface TreatedRows extends Omit<Labelled, "validation"> {
  readonly treatment: Uint8Array;
  readonly validation?: TreatedRows;
}

/** What each customer is expected to do if left alone and if treated. */
export interface ExpectedOutcomes {
  readonly control: Float64Array;
  readonly treated: Float64Array;
}

export interface UpliftModel extends Model {
  /** Expected outcome if treated − if left alone, one a row. */
  uplift(x: Design): Float64Array;
  outcomes(x: Design): ExpectedOutcomes;
}

/** Throws `no-rows`, `wrong-columns`, `bad-value` (with the row) where the treatment is not 0 or 1, or `one-arm`. */
export function checkTreated(data: TreatedRows): void {
  checkDesign(data);
  const { treatment, x } = data;
  if (treatment.length !== x.rows)
    throw new KindredError("bad-value", {
      column: "treatment",
      row: Math.min(treatment.length, x.rows) + 1,
      value: treatment.length < x.rows ? "missing" : "without a row",
      allowed: "0, 1",
    });
  const wrong = treatment.findIndex((arm) => arm > 1);
  if (wrong >= 0)
    throw new KindredError("bad-value", {
      column: "treatment",
      row: wrong + 1,
      value: treatment[wrong]!,
      allowed: "0, 1",
    });
  const first = treatment[0]!;
  if (treatment.every((arm) => arm === first)) throw new KindredError("one-arm", { treated: first });
}

export function difference({ control, treated }: ExpectedOutcomes): Float64Array {
  return treated.map((value, i) => value - control[i]!);
}
