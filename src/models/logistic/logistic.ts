import { KindredError } from "../../core/errors.ts";
import type { Design } from "../../core/matrix.ts";
import type {
  Classifier,
  Contributions,
  Estimator,
  Explainable,
  Labelled,
  ModelState,
} from "../estimator.ts";
import { linearContributions, linearMargin } from "../linear-algebra/linear-predictor.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers, checkTargets } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { fitLogistic } from "./fit.ts";
import { checkLogistic, type LogisticParameters, logisticDefaults } from "./parameters.ts";

const KIND = "logistic";
const VERSION = 1;

interface LogisticFields {
  readonly features: readonly string[];
  readonly intercept: number;
  readonly coefficients: Float64Array;
  readonly means: Float64Array;
  readonly standardErrors: Float64Array | null;
  readonly interceptError: number | null;
  readonly converged: boolean;
  readonly nIter: number;
}

/** A fitted logistic regression: log-odds = intercept + Σ coefficient · x, on the scale of the columns as given. */
export class LogisticModel implements Classifier, Explainable {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly intercept: number;
  /** Change of the log-odds by one unit of each column. */
  readonly coefficients: Float64Array;
  /** Mean of each column in training: contributions are measured from there. */
  readonly means: Float64Array;
  /** From the inverse Hessian of the penalised objective; null with an L1 part (no such theory) or many columns. */
  readonly standardErrors: Float64Array | null;
  readonly interceptError: number | null;
  readonly converged: boolean;
  readonly nIter: number;

  constructor(fields: LogisticFields) {
    this.features = fields.features;
    this.intercept = fields.intercept;
    this.coefficients = fields.coefficients;
    this.means = fields.means;
    this.standardErrors = fields.standardErrors;
    this.interceptError = fields.interceptError;
    this.converged = fields.converged;
    this.nIter = fields.nIter;
  }

  margin(design: Design): Float64Array {
    this.#check(design);
    return linearMargin(design.x, this.intercept, this.coefficients);
  }

  probability(design: Design): Float64Array {
    return this.margin(design).map((margin) => 1 / (1 + Math.exp(-margin)));
  }

  /** effect = coefficient · (x − mean); base = the log-odds of the mean row. Sums to `margin` but for rounding. */
  contributions(design: Design): Contributions {
    this.#check(design);
    return linearContributions(design.x, this.intercept, this.coefficients, this.means);
  }

  save(): ModelState {
    const { features, intercept, coefficients, means, standardErrors, interceptError, converged, nIter } =
      this;
    return {
      kind: KIND,
      version: VERSION,
      features: [...features],
      intercept,
      coefficients: coefficients.slice(),
      means: means.slice(),
      standardErrors: standardErrors?.slice() ?? null,
      interceptError,
      converged,
      nIter,
    };
  }

  #check(design: Design): void {
    checkColumns(design, this.features);
    checkFinite(design);
  }
}

/** Logistic regression with L2, L1, elastic-net or no penalty; see docs/reference/models/logistic.md. */
export const logistic: Estimator<LogisticParameters, Labelled, LogisticModel> = {
  kind: KIND,
  defaults: logisticDefaults,
  check: checkLogistic,
  async fit(data, p, ctx) {
    const parameters = checkLogistic(p);
    checkDesign(data);
    checkNumbers(data);
    checkTargets(data, "0, 1", (y) => y === 0 || y === 1);
    const first = data.y[0]!;
    if (data.y.every((y) => y === first)) throw new KindredError("one-class", { value: first });
    const fitted = await fitLogistic(data, parameters, ctx);
    return new LogisticModel({ features: data.columns.map((column) => column.name), ...fitted });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as LogisticFields;
    return new LogisticModel({
      ...fields,
      coefficients: doubles(fields.coefficients),
      means: doubles(fields.means),
      standardErrors: fields.standardErrors && doubles(fields.standardErrors),
    });
  },
};
