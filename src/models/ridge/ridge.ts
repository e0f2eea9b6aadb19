import type { Design } from "../../core/matrix.ts";
import type { Contributions, Estimator, Explainable, Labelled, ModelState, Regressor } from "../estimator.ts";
import { linearContributions, linearMargin } from "../linear-algebra/linear-predictor.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers, checkTargets } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { type FittedRidge, fitRidge } from "./fit.ts";
import { checkRidge, type RidgeParameters, ridgeDefaults } from "./parameters.ts";

const KIND = "ridge";
const VERSION = 1;

type RidgeFields = FittedRidge & { readonly features: readonly string[] };

/** Linear regression with an L2 penalty: prediction = intercept + Σ coefficient · x, on the scale as given. */
export class RidgeModel implements Regressor, Explainable {
  readonly kind = KIND;
  readonly converged = true;
  readonly features: readonly string[];
  readonly intercept: number;
  /** Change of the prediction by one unit of each column. */
  readonly coefficients: Float64Array;
  /** Mean of each column in training: contributions are measured from there. */
  readonly means: Float64Array;
  /** √diag(σ²·(XᵀX + α)⁻¹); null with columns that say the same, or no rows to spare. */
  readonly standardErrors: Float64Array | null;
  /** σ: √(residual squares / degrees of freedom); 0 when there are none. */
  readonly residualDeviation: number;

  constructor(fields: RidgeFields) {
    this.features = fields.features;
    this.intercept = fields.intercept;
    this.coefficients = fields.coefficients;
    this.means = fields.means;
    this.standardErrors = fields.standardErrors;
    this.residualDeviation = fields.residualDeviation;
  }

  predict(design: Design): Float64Array {
    this.#check(design);
    return linearMargin(design.x, this.intercept, this.coefficients);
  }

  /** effect = coefficient · (x − mean); base = the prediction for the mean row. */
  contributions(design: Design): Contributions {
    this.#check(design);
    return linearContributions(design.x, this.intercept, this.coefficients, this.means);
  }

  save(): ModelState {
    const { features, intercept, coefficients, means, standardErrors, residualDeviation } = this;
    return {
      kind: KIND,
      version: VERSION,
      features: [...features],
      intercept,
      coefficients: coefficients.slice(),
      means: means.slice(),
      standardErrors: standardErrors?.slice() ?? null,
      residualDeviation,
    };
  }

  #check(design: Design): void {
    checkColumns(design, this.features);
    checkFinite(design);
  }
}

/** Ridge regression (Hoerl and Kennard 1970); see docs/reference/models/ridge.md. */
export const ridge: Estimator<RidgeParameters, Labelled, RidgeModel> = {
  kind: KIND,
  defaults: ridgeDefaults,
  check: checkRidge,
  async fit(data, p, ctx) {
    const parameters = checkRidge(p);
    checkDesign(data);
    checkNumbers(data);
    checkTargets(data, "a finite number", Number.isFinite);
    checkFinite(data);
    const fitted = await fitRidge(data, parameters, ctx);
    return new RidgeModel({ features: data.columns.map((column) => column.name), ...fitted });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as RidgeFields;
    return new RidgeModel({
      ...fields,
      coefficients: doubles(fields.coefficients),
      means: doubles(fields.means),
      standardErrors: fields.standardErrors && doubles(fields.standardErrors),
    });
  },
};
