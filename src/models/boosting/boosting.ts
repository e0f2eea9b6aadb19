import { KindredError } from "../../core/errors.ts";
import type { ColumnInfo, Design } from "../../core/matrix.ts";
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
import { fitBoosting } from "./fit.ts";
import { response } from "./losses.ts";
import { type BoostingParameters, boostingDefaults, checkBoosting, type Loss } from "./parameters.ts";
import { margin, marginThreads } from "./score.ts";
import { treeShap } from "./shap.ts";
import { reviveTrees, type Trees, treeCount, treesOf } from "./trees.ts";

const KIND = "boosting";
const VERSION = 1;

interface BoostingFields {
  readonly loss: Loss;
  readonly base: number;
  readonly columns: readonly ColumnInfo[];
  readonly trees: Trees;
  /** Mean loss on the validation rows after each round that was tried; empty without them. */
  readonly validationLoss: readonly number[];
}

/** Gradient-boosted trees: raw score = base + sum of the trees' values. */
export class BoostingModel implements Classifier, Regressor, Explainable {
  readonly kind = KIND;
  readonly converged = true;
  readonly loss: Loss;
  readonly base: number;
  readonly columns: readonly ColumnInfo[];
  readonly trees: Trees;
  readonly validationLoss: readonly number[];

  constructor(fields: BoostingFields) {
    this.loss = fields.loss;
    this.base = fields.base;
    this.columns = fields.columns;
    this.trees = fields.trees;
    this.validationLoss = fields.validationLoss;
  }

  get features(): readonly string[] {
    return this.columns.map((column) => column.name);
  }

  /** Trees kept. */
  get nIter(): number {
    return treeCount(this.trees);
  }

  /** Raw scores: log-odds, value, or log of the rate. */
  margin(x: Design): Float64Array {
    checkColumns(x, this.features);
    return margin(this.trees, this.base, x.x);
  }

  /** `margin` of many rows with several threads, without holding the event loop. */
  marginThreads(x: Design, ctx: { threads: number; signal?: AbortSignal }): Promise<Float64Array> {
    checkColumns(x, this.features);
    return marginThreads(this.trees, this.base, x.x, ctx.threads, ctx.signal);
  }

  /** Probability of class 1 (log-loss only). */
  probability(x: Design): Float64Array {
    if (this.loss !== "log-loss")
      throw new KindredError("bad-parameter", { name: "loss", value: this.loss, allowed: "log-loss" });
    return this.predict(x);
  }

  /** Probability, value or rate, by the loss it was fitted with. */
  predict(x: Design): Float64Array {
    return this.margin(x).map((score) => response(this.loss, score));
  }

  /** Exact TreeSHAP values of the raw scores (src/models/boosting/paths.ts). */
  contributions(x: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions> {
    checkColumns(x, this.features);
    return treeShap(this.trees, this.base, x.x, ctx);
  }

  save(): ModelState {
    const { loss, base, columns, trees, validationLoss } = this;
    return structuredClone({ kind: KIND, version: VERSION, loss, base, columns, trees, validationLoss });
  }
}

/** Histogram gradient boosting; see docs/reference/models/boosting.md. */
export const boosting: Estimator<BoostingParameters, Labelled, BoostingModel> = {
  kind: KIND,
  defaults: boostingDefaults,
  check: checkBoosting,
  async fit(data, p, ctx) {
    const { base, trees, validationLoss } = await fitBoosting(data, checkBoosting(p), ctx);
    return new BoostingModel({
      loss: p.loss,
      base,
      columns: structuredClone(data.columns),
      trees: treesOf(trees),
      validationLoss,
    });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as BoostingFields;
    return new BoostingModel({ ...fields, trees: reviveTrees(fields.trees) });
  },
};
