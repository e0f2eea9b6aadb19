import { KindredError } from "../../core/errors.ts";
import type { ColumnInfo, Design } from "../../core/matrix.ts";
import { margin as valueOfLeaf } from "../boosting/score.ts";
import { treeShap } from "../boosting/shap.ts";
import { reviveTrees, type Trees } from "../boosting/trees.ts";
import type {
  Classifier,
  Contributions,
  Estimator,
  Explainable,
  Labelled,
  ModelState,
  Regressor,
} from "../estimator.ts";
import { type CategoryCodes, recode } from "../forest/categories.ts";
import { logOdds } from "../forest/log-odds.ts";
import { checkColumns } from "../rows.ts";
import { checkState } from "../state.ts";
import { fitTree } from "./fit.ts";
import { type LeafRule, leafRules } from "./leaf-rules.ts";
import { type Criterion, checkTree, type TreeParameters, treeDefaults } from "./parameters.ts";

const KIND = "tree";
const VERSION = 1;

interface TreeFields {
  readonly criterion: Criterion;
  readonly columns: readonly ColumnInfo[];
  readonly codes: CategoryCodes;
  readonly trees: Trees;
  readonly ccpAlpha: number;
  readonly alphas: readonly number[];
}

/** One decision tree, small enough to be read aloud. */
export class TreeModel implements Classifier, Regressor, Explainable {
  readonly kind = KIND;
  readonly converged = true;
  readonly #fields: TreeFields;

  constructor(fields: TreeFields) {
    this.#fields = fields;
  }

  get features(): readonly string[] {
    return this.#fields.columns.map((column) => column.name);
  }

  get trees(): Trees {
    return this.#fields.trees;
  }

  /** The alpha it was pruned at. */
  get ccpAlpha(): number {
    return this.#fields.ccpAlpha;
  }

  /** At which alphas the tree as grown gets smaller, rising from 0. */
  get alphas(): readonly number[] {
    return this.#fields.alphas;
  }

  /** Every leaf as a list of conditions with its rows and its prediction, from left to right. */
  rules(): LeafRule[] {
    return leafRules(this.#fields.trees, this.#fields.columns, this.#fields.codes);
  }

  /** Probability of class 1, or mean amount, of the row's leaf. */
  predict(design: Design): Float64Array {
    checkColumns(design, this.features);
    return valueOfLeaf(this.#fields.trees, 0, recode(design, this.#fields.codes));
  }

  probability(design: Design): Float64Array {
    if (this.#fields.criterion === "squared-error")
      throw new KindredError("bad-parameter", {
        name: "criterion",
        value: this.#fields.criterion,
        allowed: "gini, log-loss",
      });
    return this.predict(design);
  }

  /** Log-odds of the probability, kept a millionth from 0 and 1; the value where it predicts amounts. */
  margin(design: Design): Float64Array {
    const predicted = this.predict(design);
    return this.#fields.criterion === "squared-error" ? predicted : predicted.map(logOdds);
  }

  /** Exact TreeSHAP values of the probability (or value): base + a row's effects = `predict`. */
  contributions(design: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions> {
    checkColumns(design, this.features);
    return treeShap(this.#fields.trees, 0, recode(design, this.#fields.codes), ctx);
  }

  save(): ModelState {
    const { criterion, columns, codes, trees, ccpAlpha, alphas } = this.#fields;
    const fields = { criterion, columns, codes, trees, ccpAlpha, alphas };
    return { kind: KIND, version: VERSION, ...structuredClone(fields) };
  }
}

/** Decision tree; see docs/reference/models/tree.md. */
export const tree: Estimator<TreeParameters, Labelled, TreeModel> = {
  kind: KIND,
  defaults: treeDefaults,
  check: checkTree,
  async fit(data, p, ctx) {
    const parameters = checkTree(p);
    const columns = structuredClone(data.columns);
    const fitted = await fitTree(data, parameters, ctx);
    return new TreeModel({ criterion: parameters.criterion, columns, ...fitted });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const { criterion, columns, codes, trees, ccpAlpha, alphas } = state as unknown as TreeFields;
    return new TreeModel({ criterion, columns, codes, trees: reviveTrees(trees), ccpAlpha, alphas });
  },
};
