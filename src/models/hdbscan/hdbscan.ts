import type { Design } from "../../core/matrix.ts";
import type { Clusterer, Estimator, ModelState } from "../estimator.ts";
import { nearestRows } from "../neighbours/nearest-rows.ts";
import { checkColumns, checkDesign, checkFinite, checkNumbers } from "../rows.ts";
import { checkState, doubles } from "../state.ts";
import { density } from "./condense.ts";
import { type FittedHdbscan, fitHdbscan, membershipAt } from "./fit.ts";
import { checkHdbscan, type HdbscanParameters, hdbscanDefaults } from "./parameters.ts";

const KIND = "hdbscan";
const VERSION = 1;

/** What a new row is nearest to: the group (−1 = noise) and how surely it belongs, 0–1. */
export interface Membership {
  readonly labels: Int32Array;
  readonly strength: Float64Array;
}

/** Groups of any shape and density; rows that belong nowhere are noise (−1). */
export class HdbscanModel implements Clusterer {
  readonly kind = KIND;
  readonly features: readonly string[];
  readonly converged = true;
  readonly #fitted: FittedHdbscan;

  constructor(features: readonly string[], fitted: FittedHdbscan) {
    this.features = features;
    this.#fitted = fitted;
  }

  get nClusters(): number {
    return this.#fitted.last.length;
  }

  /** Group of each training row, −1 = noise. */
  get labels(): Int32Array {
    return this.#fitted.labels;
  }

  /** How surely each training row belongs to its group, 0–1; 0 for noise. */
  get membership(): Float64Array {
    return this.#fitted.membership;
  }

  assign(design: Design): Int32Array {
    return this.assignWithStrength(design).labels;
  }

  /**
   * Each row joins the hierarchy at its nearest training row by mutual reachability, as far down as its own density
   * reaches (McInnes and Healy's approximate prediction). The training rows themselves are not moved.
   */
  assignWithStrength(design: Design): Membership {
    checkColumns(design, this.features);
    checkFinite(design);
    const { rows, cols } = design.x;
    const f = this.#fitted;
    const trained = { rows: f.core.length, cols, data: f.points };
    const near = nearestRows(trained, design.x, f.minSamples);
    const labels = new Int32Array(rows);
    const strength = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      const own = Math.sqrt(near.squared[(i + 1) * f.minSamples - 1]!);
      let best = Number.POSITIVE_INFINITY;
      let closest = -1;
      // Neighbours come by distance: a tie in reachability goes to the nearer one.
      for (let z = i * f.minSamples; z < (i + 1) * f.minSamples; z++) {
        const row = near.row[z]!;
        const reach = Math.max(own, f.core[row]!, Math.sqrt(near.squared[z]!));
        if (reach < best) {
          best = reach;
          closest = row;
        }
      }
      const lambda = density(best);
      let node = f.node[closest]!;
      while (node > 0 && f.birth[node]! > lambda) node = f.parent[node]!;
      const label = f.labels[closest]! < 0 ? -1 : f.number[node]!;
      labels[i] = label;
      strength[i] = label < 0 ? 0 : membershipAt(lambda, f.last[label]!);
    }
    return { labels, strength };
  }

  save(): ModelState {
    const f = this.#fitted;
    return { kind: KIND, version: VERSION, features: [...this.features], ...structuredClone(f) };
  }
}

/** HDBSCAN; see docs/reference/models/hdbscan.md. */
export const hdbscan: Estimator<HdbscanParameters, Design, HdbscanModel> = {
  kind: KIND,
  defaults: hdbscanDefaults,
  check: checkHdbscan,
  async fit(data, p, ctx) {
    const parameters = checkHdbscan(p);
    checkDesign(data);
    checkNumbers(data);
    checkFinite(data);
    return new HdbscanModel(
      data.columns.map((column) => column.name),
      await fitHdbscan(data.x, parameters, ctx),
    );
  },
  load(state) {
    checkState(state, KIND, VERSION);
    const ints = (value: unknown) => Int32Array.from(doubles(value));
    return new HdbscanModel(state.features as string[], {
      minSamples: Number(state.minSamples),
      points: Float32Array.from(doubles(state.points)),
      core: doubles(state.core),
      labels: ints(state.labels),
      membership: doubles(state.membership),
      parent: ints(state.parent),
      birth: doubles(state.birth),
      number: ints(state.number),
      node: ints(state.node),
      last: doubles(state.last),
    });
  },
};
