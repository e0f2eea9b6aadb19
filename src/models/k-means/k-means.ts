import type { Design } from "../../core/matrix.ts";
import type { Clusterer, Estimator, ModelState } from "../estimator.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { checkState, doubles } from "../state.ts";
import { type FittedKMeans, fitKMeans } from "./fit.ts";
import { checkKMeans, type KMeansParameters, kMeansDefaults } from "./parameters.ts";
import { assignRows } from "./points.ts";

const KIND = "k-means";
const VERSION = 1;

type KMeansFields = FittedKMeans & { readonly features: readonly string[] };

/** Fitted groups, numbered by size, largest first. */
export class KMeansModel implements Clusterer {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly converged: boolean;
  readonly nIter: number;
  /** Rows of each group in training. */
  readonly sizes: Float64Array;
  /** Sum of the squared distances of the training rows to their centres. */
  readonly inertia: number;
  readonly #offset: Float64Array;
  readonly #centred: Float64Array;

  constructor(fields: KMeansFields) {
    this.features = fields.features;
    this.converged = fields.converged;
    this.nIter = fields.nIter;
    this.sizes = fields.sizes;
    this.inertia = fields.inertia;
    this.#offset = fields.offset;
    this.#centred = fields.centred;
  }

  get nClusters(): number {
    return this.sizes.length;
  }

  /** Row-major groups × columns, in the units of the columns. */
  get centres(): Float64Array {
    const cols = this.features.length;
    return this.#centred.map((value, i) => value + this.#offset[i % cols]!);
  }

  assign(design: Design): Int32Array {
    checkColumns(design, this.features);
    checkFinite(design);
    return assignRows(design.x, this.#offset, this.#centred, this.nClusters).labels;
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      features: [...this.features],
      offset: this.#offset.slice(),
      centred: this.#centred.slice(),
      sizes: this.sizes.slice(),
      inertia: this.inertia,
      converged: this.converged,
      nIter: this.nIter,
    };
  }
}

function checkInit({ init, nClusters }: KMeansParameters, cols: number): void {
  if (init && (init.length !== nClusters || init.some((centre) => centre.length !== cols)))
    throw badParameter("init", `${init.length} centres`, `${nClusters} centres of ${cols} columns`);
}

/** K-means; see docs/reference/models/k-means.md. */
export const kMeans: Estimator<KMeansParameters, Design, KMeansModel> = {
  kind: KIND,
  defaults: kMeansDefaults,
  check: checkKMeans,
  async fit(data, p, ctx) {
    const parameters = checkKMeans(p);
    checkDesign(data);
    checkNumbers(data);
    if (parameters.nClusters > data.x.rows)
      throw badParameter("nClusters", parameters.nClusters, `1 … ${data.x.rows}, the number of rows`);
    checkInit(parameters, data.x.cols);
    const fitted = await fitKMeans(data, parameters, ctx);
    return new KMeansModel({ features: data.columns.map((column) => column.name), ...fitted });
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const fields = state as unknown as KMeansFields;
    return new KMeansModel({
      ...fields,
      offset: doubles(fields.offset),
      centred: doubles(fields.centred),
      sizes: doubles(fields.sizes),
    });
  },
};
