import { rowRange, type Team } from "../threads/team.ts";
import { type BinnedRows, type Binner, codesOf } from "./bins.ts";
import { type Bounds, categoryPenalty, childBounds, leafValue, splitGain } from "./gain.ts";
import {
  COLUMN_HISTOGRAM,
  type FoundSplit,
  JOB_BYTES,
  Job,
  MISSING,
  RECORD_BYTES,
  ROOM_BYTES,
} from "./job.ts";
import type { BoostingParameters } from "./parameters.ts";
import type { TreeNode } from "./trees.ts";

const CATEGORY_L2 = 1;
const MIN_HESSIAN = 1e-3;
const STRICTER = 1.5;

/** Quantised gradients of one round: sums, rows kept, and what a unit is worth. */
export interface RoundSums {
  readonly g: number;
  readonly h: number;
  readonly rows: number;
  readonly unitG: number;
  readonly unitH: number;
  /** Mean g² per mean h: about 1 for a log-loss whose probabilities are right. */
  readonly noise: number;
}

/** A tree as grown: the nodes, with bins where the fitted model has thresholds. */
export interface GrownNode {
  column: number;
  bin: number;
  kind: number;
  set: Uint8Array | undefined;
  left: number;
  right: number;
  value: number;
  readonly cover: number;
}

interface Leaf {
  readonly id: number;
  readonly node: number;
  readonly depth: number;
  readonly slot: number;
  readonly g: number;
  readonly h: number;
  readonly rows: number;
  readonly low: number;
  readonly high: number;
  strictness: number;
  split: FoundSplit | undefined;
  gain: number;
}

/** Grows trees leaf by leaf (best gain first) over binned rows in a team's memory. */
export class Grower {
  /** Pairs (row, quantised gradient) of all threads; each thread's begin at its first row. */
  readonly pairs: number;
  readonly #team: Team;
  readonly #p: BoostingParameters;
  readonly #binner: Binner;
  readonly #job: Job;
  readonly #allowed: Uint8Array;
  readonly #monotone: readonly number[];
  readonly #records: number;
  readonly #leftSet: Uint8Array;
  readonly #leafValues: Float64Array;
  readonly #parts: Int32Array;

  constructor(
    team: Team,
    p: BoostingParameters,
    binner: Binner,
    binned: BinnedRows,
    monotone: readonly number[],
    score: number,
  ) {
    const { threads } = team;
    const leaves = p.maxLeafNodes;
    const slotBytes = binned.stride * COLUMN_HISTOGRAM;
    const padded = Math.ceil(binned.rows / 16) * 16 + 16;
    const allowed = team.bytes(binner.cols);
    const constraints = team.bytes(binner.cols);
    const binCounts = team.ints(binner.cols);
    const parts = team.ints(threads * leaves * 2);
    const rowStarts = team.ints(threads);
    const leftSet = team.bytes(32);
    const leafValues = team.doubles(leaves);
    this.pairs = team.alloc(padded * 8);
    this.#records = team.alloc(threads * 2 * RECORD_BYTES);
    this.#job = new Job(team.memory, team.alloc(JOB_BYTES));
    this.#team = team;
    this.#p = p;
    this.#binner = binner;
    this.#allowed = allowed.view;
    this.#monotone = monotone;
    this.#leftSet = leftSet.view;
    this.#leafValues = leafValues.view;
    this.#parts = parts.view;
    for (let thread = 0; thread < threads; thread++)
      rowStarts.view[thread] = rowRange(binned.rows, threads, thread)[0];
    new Int8Array(constraints.view.buffer, constraints.at, binner.cols).set(monotone);
    allowed.view.fill(1);
    for (let c = 0; c < binner.cols; c++) binCounts.view[c] = binner.edgeCounts.view[c]! + 1;
    this.#job.set({
      control: team.controlByte,
      threads,
      cols: binner.cols,
      stride: binned.stride,
      bins: binned.bins,
      columns: binned.columns,
      columnStride: binned.columnStride,
      pairs: this.pairs,
      spare: team.alloc(padded * 8),
      own: team.alloc(threads * slotBytes),
      slots: team.alloc(leaves * slotBytes),
      slotBytes,
      parts: parts.at,
      maxLeaves: leaves,
      binCounts: binCounts.at,
      kinds: binner.kinds.at,
      allowed: allowed.at,
      monotone: constraints.at,
      records: this.#records,
      general: p.l1Regularization > 0 || monotone.some((m) => m !== 0) ? 1 : 0,
      minRows: p.minSamplesLeaf,
      leftSet: leftSet.at,
      rowStarts: rowStarts.at,
      score,
      leafValues: leafValues.at,
      room: team.alloc(threads * ROOM_BYTES),
    });
    this.#job.setNumbers({ l1: p.l1Regularization, l2: p.l2Regularization, minH: MIN_HESSIAN });
  }

  /** Columns the next trees may use: 1 a column. */
  allow(columns: Uint8Array): void {
    this.#allowed.set(columns);
  }

  /**
   * Grows one tree from the pairs written by the kernel's `gradients` (`kept`: rows of each thread). A tree of one node means
   * that no split was worth it.
   */
  grow(sums: RoundSums, kept: readonly number[]): GrownNode[] {
    const p = this.#p;
    const { unitG, unitH, noise } = sums;
    this.#job.setNumbers({ unitG, unitH, categoryNoise: noise });
    kept.forEach((rows, thread) => {
      this.#parts.set([0, rows], thread * p.maxLeafNodes * 2);
    });
    const nodes: GrownNode[] = [leafNode(sums.rows)];
    const first: Leaf = {
      id: 0,
      node: 0,
      depth: 0,
      slot: 0,
      g: sums.g,
      h: sums.h,
      rows: sums.rows,
      low: -Infinity,
      high: Infinity,
      strictness: 1,
      split: undefined,
      gain: 0,
    };
    const leaves = [first];
    if (this.#mayBeSplit(first)) {
      this.#job.setNode(0, first);
      this.#team.run("root", (thread) => [this.#job.at, thread]);
      this.#judge(first, 0, sums);
    }
    while (leaves.length < p.maxLeafNodes) {
      const best = leaves.reduce((a, b) => (b.gain > a.gain ? b : a));
      if (!best.split || best.gain <= 0) break;
      this.#split(best, nodes, leaves, sums);
    }
    leaves.forEach((leaf, i) => {
      const value = leafValue(leaf, sums, p, leaf.low, leaf.high) * p.learningRate;
      nodes[leaf.node]!.value = value;
      this.#leafValues[i] = value;
    });
    return nodes;
  }

  /** Adds the last tree's values to the scores of the rows it was grown on. */
  addLeaves(leaves: number): void {
    this.#team.run("addLeaves", (thread) => [this.#job.at, thread, leaves]);
  }

  /** The grown tree with thresholds and category codes in place of bins. */
  finish(nodes: readonly GrownNode[]): TreeNode[] {
    return nodes.map((node) => {
      const { column, left, right, value, cover } = node;
      if (column < 0) return { column, threshold: 0, missingLeft: false, left, right, value, cover };
      if (node.set) {
        const missingLeft = node.set[MISSING >> 3]! >> (MISSING & 7) === 1;
        const codes = codesOf(this.#binner, column, node.set, !missingLeft);
        return { column, threshold: 0, missingLeft, left, right, value, cover, codes };
      }
      const edges = this.#binner.edgeCounts.view[column]!;
      // The last bin has no edge: all values left, only what is missing right.
      const threshold = node.bin < edges ? this.#binner.edges.view[column * 256 + node.bin]! : Infinity;
      return { column, threshold, missingLeft: node.kind === 1, left, right, value, cover };
    });
  }

  #mayBeSplit(leaf: Leaf): boolean {
    const { minSamplesLeaf, maxDepth } = this.#p;
    return leaf.rows >= 2 * minSamplesLeaf && (maxDepth === null || leaf.depth < maxDepth);
  }

  /** Reads what the threads found for a leaf. */
  #judge(leaf: Leaf, child: number, sums: RoundSums): void {
    leaf.split = this.#mayBeSplit(leaf)
      ? this.#job.best(this.#records, this.#team.threads, child)
      : undefined;
    const ridge = this.#p.l2Regularization + (leaf.split?.of ? CATEGORY_L2 : 0);
    leaf.gain = leaf.split ? splitGain(leaf, leaf.split, sums, this.#p, ridge) : 0;
    if (leaf.split?.of) leaf.gain -= categoryPenalty(leaf.split.of, sums.noise);
  }

  /** Makes the leaf's split; where a child would have too few rows, searches the leaf again, more strictly. */
  #split(leaf: Leaf, nodes: GrownNode[], leaves: Leaf[], sums: RoundSums): void {
    const p = this.#p;
    const split = leaf.split!;
    const right = { g: leaf.g - split.g, h: leaf.h - split.h };
    const sign = this.#monotone[split.column]!;
    const [leftBounds, rightBounds] = childBounds(leaf, split, right, sign, sums, p);
    const id = leaves.length;
    const wanted = id + 1 < p.maxLeafNodes && (p.maxDepth === null || leaf.depth + 1 < p.maxDepth);
    const job = this.#job;
    if (split.set) this.#leftSet.set(split.set);
    job.set({
      leaf: leaf.id,
      newLeaf: id,
      column: split.column,
      bin: split.bin,
      splitKind: split.kind,
      wanted: wanted ? 1 : 0,
      slot: leaf.slot,
      newSlot: id,
    });
    job.setNode(0, { ...split, ...leftBounds, rows: 0, strictness: 1 });
    job.setNode(1, { ...right, ...rightBounds, rows: 0, strictness: 1 });
    const leftRows = this.#team.run("split", (thread) => [job.at, thread])[0]!;
    const rightRows = leaf.rows - leftRows;
    if (Math.min(leftRows, rightRows) < p.minSamplesLeaf) {
      leaf.strictness *= STRICTER;
      job.setNode(0, leaf);
      job.set({ slot: leaf.slot });
      this.#team.run("search", (thread) => [job.at, thread]);
      this.#judge(leaf, 0, sums);
      return;
    }
    const rightIsSmall = rightRows < leftRows;
    const child = (side: number, rows: number, of: { g: number; h: number }, bounds: Bounds): Leaf => {
      const small = rightIsSmall === (side === 1);
      const node = nodes.push(leafNode(rows)) - 1;
      return {
        id: side === 0 ? leaf.id : id,
        node,
        depth: leaf.depth + 1,
        slot: small ? id : leaf.slot,
        g: of.g,
        h: of.h,
        rows,
        ...bounds,
        strictness: 1,
        split: undefined,
        gain: 0,
      };
    };
    const left = child(0, leftRows, split, leftBounds);
    const other = child(1, rightRows, right, rightBounds);
    const node = nodes[leaf.node]!;
    Object.assign(node, {
      column: split.column,
      bin: split.bin,
      kind: split.kind,
      set: split.set,
      left: left.node,
      right: other.node,
    });
    leaves[leaf.id] = left;
    leaves.push(other);
    if (wanted) {
      this.#judge(left, 0, sums);
      this.#judge(other, 1, sums);
    }
  }
}

function leafNode(cover: number): GrownNode {
  return { column: -1, bin: 0, kind: 0, set: undefined, left: 0, right: 0, value: 0, cover };
}
