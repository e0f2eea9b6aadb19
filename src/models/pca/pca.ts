import { type Design, numberColumns, zeros } from "../../core/matrix.ts";
import type { Estimator, ModelState, Transformer } from "../estimator.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { checkState, doubles } from "../state.ts";
import { type FittedPca, fitPca } from "./fit.ts";
import { checkPca, type PcaParameters, pcaDefaults } from "./parameters.ts";

const KIND = "pca";
const VERSION = 1;

/** A share of the variance below this is what rounding leaves of none. */
const ROUNDING = 1e-14;

type PcaFields = FittedPca & { readonly features: readonly string[] };

/** Principal axes of the columns, the widest first. The same data always give the same signs. */
export class PcaModel implements Transformer, FittedPca {
  readonly kind = KIND;
  readonly converged = true;
  readonly features: readonly string[];
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly components: Float64Array;
  readonly explainedVariance: Float64Array;
  readonly explainedVarianceRatio: Float64Array;
  readonly whiten: boolean;

  constructor(fields: PcaFields) {
    this.features = fields.features;
    this.mean = fields.mean;
    this.scale = fields.scale;
    this.components = fields.components;
    this.explainedVariance = fields.explainedVariance;
    this.explainedVarianceRatio = fields.explainedVarianceRatio;
    this.whiten = fields.whiten;
  }

  /** Scores of each row along the axes, columns `pc1`, `pc2`, …; an axis without variance has score 0 when whitened. */
  transform(design: Design): Design {
    checkColumns(design, this.features);
    checkFinite(design);
    const { rows, cols, data } = design.x;
    const axes = this.explainedVariance.length;
    const out = zeros(rows, axes);
    const row = new Float64Array(cols);
    const divisor = this.explainedVariance.map((v, k) => {
      if (!this.whiten) return 1;
      return this.explainedVarianceRatio[k]! > ROUNDING ? Math.sqrt(v) : Number.POSITIVE_INFINITY;
    });
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) row[j] = (data[i * cols + j]! - this.mean[j]!) / this.scale[j]!;
      for (let k = 0; k < axes; k++) {
        let sum = 0;
        for (let j = 0; j < cols; j++) sum += row[j]! * this.components[k * cols + j]!;
        out.data[i * axes + k] = sum / divisor[k]!;
      }
    }
    return { x: out, columns: numberColumns(Array.from({ length: axes }, (_, k) => `pc${k + 1}`)) };
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      features: [...this.features],
      mean: this.mean.slice(),
      scale: this.scale.slice(),
      components: this.components.slice(),
      explainedVariance: this.explainedVariance.slice(),
      explainedVarianceRatio: this.explainedVarianceRatio.slice(),
      whiten: this.whiten,
    };
  }
}

/** Principal component analysis; see docs/reference/models/pca.md. */
export const pca: Estimator<PcaParameters, Design, PcaModel> = {
  kind: KIND,
  defaults: pcaDefaults,
  check: checkPca,
  async fit(data, p, ctx) {
    const parameters = checkPca(p);
    checkDesign(data);
    checkNumbers(data);
    checkFinite(data);
    const { nComponents } = parameters;
    if (nComponents !== null && nComponents > data.x.cols)
      throw badParameter("nComponents", nComponents, `at most ${data.x.cols}, the number of columns`);
    const features = data.columns.map((column) => column.name);
    return new PcaModel({ features, ...(await fitPca(data.x, parameters, ctx)) });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as PcaFields;
    return new PcaModel({
      ...fields,
      mean: doubles(fields.mean),
      scale: doubles(fields.scale),
      components: doubles(fields.components),
      explainedVariance: doubles(fields.explainedVariance),
      explainedVarianceRatio: doubles(fields.explainedVarianceRatio),
    });
  },
};
