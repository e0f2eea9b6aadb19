import { KindredError } from "../../core/errors.ts";
import type { ColumnInfo, Design } from "../../core/matrix.ts";
import { margin as sumOfTrees } from "../boosting/score.ts";
import { reviveTrees, type Trees, treeCount } from "../boosting/trees.ts";
import type {
  Classifier,
  Contributions,
  Estimator,
  Explainable,
  Labelled,
  ModelState,
  Regressor,
} from "../estimator.ts";
import { checkColumns } from "../rows.ts";
import { checkState } from "../state.ts";
import { type CategoryCodes, recode } from "./categories.ts";
import { fitForest } from "./fit.ts";
import { logOdds } from "./log-odds.ts";
import type { OutOfBagMetrics } from "./out-of-bag.ts";
import { checkForest, type ForestParameters, forestDefaults } from "./parameters.ts";
import { forestShap } from "./shap.ts";

const KIND = "forest";
const VERSION = 1;

interface ForestFields {
  readonly criterion: ForestParameters["criterion"];
  readonly columns: readonly ColumnInfo[];
  readonly codes: CategoryCodes;
  readonly trees: Trees;
  readonly outOfBag: OutOfBagMetrics;
}

/** A random forest: the mean of its trees' leaves. */
export class ForestModel implements Classifier, Regressor, Explainable {
  readonly kind = KIND;
  readonly converged = true;
  /** How well it predicts training rows from trees that did not see them. */
  readonly outOfBag: OutOfBagMetrics;
  /** Those predictions, one a training row; null after `load`. NaN where every tree saw the row. */
  readonly outOfBagPrediction: Float64Array | null;
  readonly #fields: ForestFields;

  constructor(fields: ForestFields, prediction: Float64Array | null = null) {
    this.outOfBag = fields.outOfBag;
    this.outOfBagPrediction = prediction;
    this.#fields = fields;
  }

  get features(): readonly string[] {
    return this.#fields.columns.map((column) => column.name);
  }

  get trees(): Trees {
    return this.#fields.trees;
  }

  /** Trees. */
  get nIter(): number {
    return treeCount(this.#fields.trees);
  }

  /** Probability of class 1, or value. */
  predict(design: Design): Float64Array {
    checkColumns(design, this.features);
    const { trees, codes, criterion } = this.#fields;
    const sums = sumOfTrees(trees, 0, recode(design, codes));
    // A sum of hundredths can pass 1 by a rounding.
    return criterion === "gini" ? sums.map((p) => Math.min(1, Math.max(0, p))) : sums;
  }

  probability(design: Design): Float64Array {
    if (this.#fields.criterion !== "gini")
      throw new KindredError("bad-parameter", {
        name: "criterion",
        value: this.#fields.criterion,
        allowed: "gini",
      });
    return this.predict(design);
  }

  /** Log-odds of the probability, kept a millionth from 0 and 1; the value where it predicts amounts. */
  margin(design: Design): Float64Array {
    const predicted = this.predict(design);
    return this.#fields.criterion === "gini" ? predicted.map(logOdds) : predicted;
  }

  /** Exact TreeSHAP values of the probability (or value): base + a row's effects = `predict`. */
  contributions(design: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions> {
    checkColumns(design, this.features);
    return forestShap(this.#fields.trees, recode(design, this.#fields.codes), ctx);
  }

  save(): ModelState {
    return { kind: KIND, version: VERSION, ...structuredClone(this.#fields) };
  }
}

/** Random forest; see docs/reference/models/forest.md. */
export const forest: Estimator<ForestParameters, Labelled, ForestModel> = {
  kind: KIND,
  defaults: forestDefaults,
  check: checkForest,
  async fit(data, p, ctx) {
    const parameters = checkForest(p);
    const columns = structuredClone(data.columns);
    const { trees, codes, outOfBag } = await fitForest(data, parameters, ctx);
    const { criterion } = parameters;
    return new ForestModel(
      { criterion, columns, codes, trees, outOfBag: outOfBag.metrics },
      outOfBag.prediction,
    );
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const { criterion, columns, codes, trees, outOfBag } = state as unknown as ForestFields;
    return new ForestModel({ criterion, columns, codes, trees: reviveTrees(trees), outOfBag });
  },
};
