import type { Design } from "../../core/matrix.ts";
import type { Clusterer, Estimator, ModelState } from "../estimator.ts";
import { nearestRows } from "../neighbours/nearest-rows.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { type FittedDbscan, fitDbscan } from "./fit.ts";
import { checkDbscan, type DbscanParameters, dbscanDefaults } from "./parameters.ts";

const KIND = "dbscan";
const VERSION = 1;

/** Groups of dense neighbourhoods; rows that lie in none are noise (−1). */
export class DbscanModel implements Clusterer {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly converged = true;
  readonly nClusters: number;
  /** Group of each training row, −1 = noise. */
  readonly labels: Int32Array;
  readonly eps: number;
  readonly #core: Float32Array;
  readonly #coreLabels: Int32Array;

  constructor(features: readonly string[], eps: number, fitted: FittedDbscan) {
    this.features = features;
    this.eps = eps;
    this.nClusters = fitted.nClusters;
    this.labels = fitted.labels;
    this.#core = fitted.core;
    this.#coreLabels = fitted.coreLabels;
  }

  /** The group of the nearest core row, where that lies within `eps`; −1 elsewhere. */
  assign(design: Design): Int32Array {
    checkColumns(design, this.features);
    checkFinite(design);
    const { rows, cols } = design.x;
    const cores = this.#coreLabels.length;
    if (cores === 0) return new Int32Array(rows).fill(-1);
    const { squared, row } = nearestRows({ rows: cores, cols, data: this.#core }, design.x, 1);
    return Int32Array.from({ length: rows }, (_, i) =>
      squared[i]! <= this.eps * this.eps ? this.#coreLabels[row[i]!]! : -1,
    );
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      features: [...this.features],
      eps: this.eps,
      nClusters: this.nClusters,
      labels: this.labels.slice(),
      core: this.#core.slice(),
      coreLabels: this.#coreLabels.slice(),
    };
  }
}

/** DBSCAN; see docs/reference/models/dbscan.md. */
export const dbscan: Estimator<DbscanParameters, Design, DbscanModel> = {
  kind: KIND,
  defaults: dbscanDefaults,
  check: checkDbscan,
  async fit(data, p, ctx) {
    const parameters = checkDbscan(p);
    checkDesign(data);
    checkNumbers(data);
    checkFinite(data);
    const fitted = await fitDbscan(data.x, parameters, ctx);
    return new DbscanModel(
      data.columns.map((column) => column.name),
      parameters.eps,
      fitted,
    );
  },
  load(state) {
    checkState(state, KIND, VERSION);
    return new DbscanModel(state.features as string[], Number(state.eps), {
      nClusters: Number(state.nClusters),
      labels: Int32Array.from(doubles(state.labels)),
      core: Float32Array.from(doubles(state.core)),
      coreLabels: Int32Array.from(doubles(state.coreLabels)),
    });
  },
};
