import type { Design } from "../../core/matrix.ts";
import type { Clusterer, Estimator, ModelState } from "../estimator.ts";
import { cutInto, type Linkage } from "../hierarchy/linkage.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers } from "../rows.ts";
import { badParameter } from "../rules.ts";
import { checkState, doubles } from "../state.ts";
import { type FittedWard, fitWard } from "./fit.ts";
import { checkWard, type WardParameters, wardDefaults } from "./parameters.ts";

const KIND = "ward";
const VERSION = 1;

/** A tree of groups (dendrogram), cut into `nClusters`; it can be cut anywhere else without fitting again. */
export class WardModel implements Clusterer {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly converged = true;
  readonly #fitted: FittedWard;

  constructor(features: readonly string[], fitted: FittedWard) {
    this.features = features;
    this.#fitted = fitted;
  }

  get nClusters(): number {
    return this.#fitted.centres.length / this.features.length;
  }

  /** Group of each training row, largest group first. */
  get labels(): Int32Array {
    return this.#fitted.labels;
  }

  /** The merges; heights are scipy's (distance at which two rows or groups became one). */
  get linkage(): Linkage {
    return this.#fitted.linkage;
  }

  /** Row-major means of the groups. */
  get centres(): Float64Array {
    return this.#fitted.centres;
  }

  /** Group of each training row when the tree is cut into `groups`. */
  cut(groups: number): Int32Array {
    const leaves = this.linkage.distance.length + 1;
    if (!(Number.isInteger(groups) && groups >= 1 && groups <= leaves))
      throw badParameter("groups", groups, `1 … ${leaves}`);
    const ofLeaf = cutInto(this.linkage, groups);
    return this.#fitted.leaf ? this.#fitted.leaf.map((leaf) => ofLeaf[leaf]!) : ofLeaf;
  }

  /** Group of each training row when the tree is cut at a height: merges above it are undone. */
  cutAt(height: number): Int32Array {
    return this.cut(this.linkage.distance.filter((d) => d > height).length + 1);
  }

  /** The group with the nearest mean. */
  assign(design: Design): Int32Array {
    checkColumns(design, this.features);
    checkFinite(design);
    const { rows, cols, data } = design.x;
    const { centres } = this;
    return Int32Array.from({ length: rows }, (_, i) => {
      let best = Number.POSITIVE_INFINITY;
      let group = 0;
      for (let g = 0; g < this.nClusters; g++) {
        let sum = 0;
        for (let j = 0; j < cols; j++) sum += (data[i * cols + j]! - centres[g * cols + j]!) ** 2;
        if (sum < best) {
          best = sum;
          group = g;
        }
      }
      return group;
    });
  }

  save(): ModelState {
    return {
      kind: KIND,
      version: VERSION,
      features: [...this.features],
      ...structuredClone(this.#fitted),
    };
  }
}

/** Ward's hierarchical clustering; see docs/reference/models/ward.md. */
export const ward: Estimator<WardParameters, Design, WardModel> = {
  kind: KIND,
  defaults: wardDefaults,
  check: checkWard,
  async fit(data, p, ctx) {
    const parameters = checkWard(p);
    checkDesign(data);
    checkNumbers(data);
    checkFinite(data);
    const leaves = data.x.rows <= parameters.exactRows ? data.x.rows : parameters.microClusters;
    if (parameters.nClusters > leaves) throw badParameter("nClusters", parameters.nClusters, `1 … ${leaves}`);
    return new WardModel(
      data.columns.map((column) => column.name),
      await fitWard(data, parameters, ctx),
    );
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const ints = (value: unknown) => Int32Array.from(doubles(value));
    const { left, right, distance, size } = state.linkage as Record<keyof Linkage, unknown>;
    return new WardModel(state.features as string[], {
      linkage: { left: ints(left), right: ints(right), distance: doubles(distance), size: ints(size) },
      ...(state.leaf === undefined ? {} : { leaf: ints(state.leaf) }),
      labels: ints(state.labels),
      centres: doubles(state.centres),
    });
  },
};
