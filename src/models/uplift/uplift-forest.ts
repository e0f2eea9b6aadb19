import type { ColumnInfo, Design } from "../../core/matrix.ts";
import { margin as sumOfTrees } from "../boosting/score.ts";
import { reviveTrees, type Trees, treeCount } from "../boosting/trees.ts";
import type { Contributions, Estimator, Explainable, ModelState } from "../estimator.ts";
import { type CategoryCodes, recode } from "../forest/categories.ts";
import { forestShap } from "../forest/shap.ts";
import { checkColumns } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { fitUpliftForest } from "./fit.ts";
import { checkUpliftForest, type UpliftForestParameters, upliftForestDefaults } from "./parameters.ts";
import type { ExpectedOutcomes, TreatedRows, UpliftModel } from "./treated.ts";

const KIND = "uplift-forest";
const VERSION = 1;

interface UpliftForestFields {
  readonly columns: readonly ColumnInfo[];
  readonly codes: CategoryCodes;
  readonly trees: Trees;
  readonly control: Float64Array;
}

/** A forest whose leaves hold effects: uplift = the mean of its trees' leaves. */
export class UpliftForestModel implements UpliftModel, Explainable {
  readonly kind = KIND;
  readonly converged = true;
  readonly #fields: UpliftForestFields;

  constructor(fields: UpliftForestFields) {
    this.#fields = fields;
  }

  get features(): readonly string[] {
    return this.#fields.columns.map((column) => column.name);
  }

  /** Trees. */
  get nIter(): number {
    return treeCount(this.#fields.trees);
  }

  uplift(x: Design): Float64Array {
    return this.#sum(x, this.#fields.trees);
  }

  outcomes(x: Design): ExpectedOutcomes {
    const { trees, control } = this.#fields;
    const alone = this.#sum(x, { ...trees, value: control });
    const uplift = this.uplift(x);
    return { control: alone, treated: alone.map((value, i) => value + uplift[i]!) };
  }

  /** Exact TreeSHAP values of the uplift: base + a row's effects = `uplift`. */
  contributions(x: Design, ctx?: { threads?: number; signal?: AbortSignal }): Promise<Contributions> {
    checkColumns(x, this.features);
    return forestShap(this.#fields.trees, recode(x, this.#fields.codes), ctx);
  }

  save(): ModelState {
    const { columns, codes, trees, control } = this.#fields;
    return { kind: KIND, version: VERSION, ...structuredClone({ columns, codes, trees, control }) };
  }

  #sum(design: Design, trees: Trees): Float64Array {
    checkColumns(design, this.features);
    return sumOfTrees(trees, 0, recode(design, this.#fields.codes));
  }
}

/** Uplift forest; see docs/reference/models/uplift.md. */
export const upliftForest: Estimator<UpliftForestParameters, TreatedRows, UpliftForestModel> = {
  kind: KIND,
  defaults: upliftForestDefaults,
  check: checkUpliftForest,
  async fit(data, p, ctx) {
    const columns = structuredClone(data.columns);
    return new UpliftForestModel({ columns, ...(await fitUpliftForest(data, checkUpliftForest(p), ctx)) });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const { columns, codes, trees, control } = state as unknown as UpliftForestFields;
    return new UpliftForestModel({ columns, codes, trees: reviveTrees(trees), control: doubles(control) });
  },
};
