import { categoryPenalty, leafValue, splitGain } from "./gain.ts";
import type { GrownNode, RoundSums } from "./grow.ts";
import { type FoundSplit, MISSING, type NodeSums } from "./job.ts";
import type { BoostingParameters } from "./parameters.ts";

/**
 * Plain reference of the kernel's tree growing (kernels/boosting/grow.ts, search.ts): same bins and quantised
 * gradients in, same tree out, bit for bit. For tests; speed does not matter here.
 */
export interface ReferenceInput {
  readonly p: BoostingParameters;
  readonly cols: number;
  readonly binOf: (row: number, column: number) => number;
  /** Value bins of each column. */
  readonly binCounts: readonly number[];
  readonly isCategory: readonly boolean[];
  readonly monotone: readonly number[];
  readonly rows: readonly number[];
  readonly g: (row: number) => number;
  readonly h: (row: number) => number;
  readonly sums: RoundSums;
}

interface Leaf extends NodeSums {
  readonly node: number;
  readonly depth: number;
  readonly members: readonly number[];
  readonly split: FoundSplit | undefined;
  readonly gain: number;
}

interface Histogram {
  readonly g: Float64Array;
  readonly h: Float64Array;
}

const f = Math.fround;
const CATEGORY_ROWS = 10;
const CATEGORY_SMOOTH = 10;
const CATEGORY_L2 = 1;
const CATEGORY_MOST = 32;
const MIN_HESSIAN = 1e-3;

export function growReference(input: ReferenceInput): GrownNode[] {
  const { p, sums } = input;
  const nodes: GrownNode[] = [bareNode(input.rows.length)];
  const whole = { g: sums.g, h: sums.h, rows: input.rows.length, low: -Infinity, high: Infinity };
  const leaves = [judged(input, { ...whole, strictness: 1, node: 0, depth: 0, members: input.rows })];
  while (leaves.length < p.maxLeafNodes) {
    const at = leaves.reduce((best, leaf, i) => (leaf.gain > leaves[best]!.gain ? i : best), 0);
    const leaf = leaves[at]!;
    if (!leaf.split || leaf.gain <= 0) break;
    const { split } = leaf;
    const goesLeft = (row: number) => staysLeft(split, input.binOf(row, split.column));
    const members = [leaf.members.filter(goesLeft), leaf.members.filter((row) => !goesLeft(row))] as const;
    if (Math.min(members[0].length, members[1].length) < p.minSamplesLeaf) {
      leaves[at] = judged(input, { ...leaf, strictness: leaf.strictness * 1.5 });
      continue;
    }
    const right = { g: leaf.g - split.g, h: leaf.h - split.h };
    const bounds = boundsOf(input, leaf, right);
    const node = nodes[leaf.node]!;
    const { column, bin, kind, set } = split;
    const make = (side: 0 | 1) =>
      judged(input, {
        g: side === 0 ? split.g : right.g,
        h: side === 0 ? split.h : right.h,
        rows: members[side].length,
        ...bounds[side],
        strictness: 1,
        node: nodes.push(bareNode(members[side].length)) - 1,
        depth: leaf.depth + 1,
        members: members[side],
      });
    const [left, other] = [make(0), make(1)];
    Object.assign(node, { column, bin, kind, set, left: left.node, right: other.node });
    leaves[at] = left;
    leaves.push(other);
  }
  for (const leaf of leaves)
    nodes[leaf.node]!.value = leafValue(leaf, sums, p, leaf.low, leaf.high) * p.learningRate;
  return nodes;
}

function bareNode(cover: number): GrownNode {
  return { column: -1, bin: 0, kind: 0, set: undefined, left: 0, right: 0, value: 0, cover };
}

function staysLeft(split: FoundSplit, bin: number): boolean {
  if (split.set) return ((split.set[bin >> 3]! >> (bin & 7)) & 1) === 1;
  return bin === MISSING ? split.kind === 1 : bin <= split.bin;
}

function boundsOf(input: ReferenceInput, leaf: Leaf, right: { g: number; h: number }) {
  const own = { low: leaf.low, high: leaf.high };
  const sign = input.monotone[leaf.split!.column]!;
  if (sign === 0) return [own, own] as const;
  const a = leafValue(leaf.split!, input.sums, input.p, leaf.low, leaf.high);
  const b = leafValue(right, input.sums, input.p, leaf.low, leaf.high);
  const below = { low: leaf.low, high: (a + b) / 2 };
  const above = { low: (a + b) / 2, high: leaf.high };
  return sign > 0 ? ([below, above] as const) : ([above, below] as const);
}

function judged(input: ReferenceInput, leaf: Omit<Leaf, "split" | "gain">): Leaf {
  const { p } = input;
  const may = leaf.rows >= 2 * p.minSamplesLeaf && (p.maxDepth === null || leaf.depth < p.maxDepth);
  const split = may ? bestSplit(input, leaf) : undefined;
  const ridge = p.l2Regularization + (split?.of ? CATEGORY_L2 : 0);
  const penalty = split?.of ? categoryPenalty(split.of, input.sums.noise) : 0;
  return { ...leaf, split, gain: split ? splitGain(leaf, split, input.sums, p, ridge) - penalty : 0 };
}

function bestSplit(input: ReferenceInput, leaf: Omit<Leaf, "split" | "gain">): FoundSplit | undefined {
  const { p, sums } = input;
  const rowsPerH = leaf.rows / leaf.h;
  const wanted = Math.max((p.minSamplesLeaf - 0.5) / rowsPerH, MIN_HESSIAN / sums.unitH);
  const minH = Math.ceil(Math.max(1, wanted * leaf.strictness));
  let best: FoundSplit | undefined;
  for (let column = 0; column < input.cols; column++) {
    const histogram = histogramOf(input, leaf.members, column);
    const found = input.isCategory[column]
      ? scanCategories(input, leaf, histogram, minH, rowsPerH)
      : scanNumbers(input, leaf, histogram, minH, column);
    for (const split of found) if (split.key > (best?.key ?? 0)) best = { ...split, column };
  }
  return best;
}

function histogramOf(input: ReferenceInput, members: readonly number[], column: number): Histogram {
  const histogram = { g: new Float64Array(256), h: new Float64Array(256) };
  for (const row of members) {
    const bin = input.binOf(row, column);
    histogram.g[bin]! += input.g(row);
    histogram.h[bin]! += input.h(row);
  }
  return histogram;
}

/** The best split of each direction for missing values. */
function scanNumbers(
  input: ReferenceInput,
  leaf: NodeSums,
  { g, h }: Histogram,
  minH: number,
  column: number,
): FoundSplit[] {
  const ways = h[MISSING]! > 0 ? [0, 1] : [0];
  return ways.map((kind) => {
    let sumG = kind ? g[MISSING]! : 0;
    let sumH = kind ? h[MISSING]! : 0;
    let best: FoundSplit = { key: 0, g: 0, h: 0, column, bin: -1, kind };
    for (let bin = 0; bin < input.binCounts[column]!; bin++) {
      sumG += g[bin]!;
      sumH += h[bin]!;
      if (sumH < minH || leaf.h - sumH < minH) continue;
      const key = isGeneral(input)
        ? keyOf(input, leaf, taken(input, leaf, sumG, sumH, input.monotone[column]!, 0))
        : fastKey(input, leaf, sumG, sumH);
      if (key > best.key) best = { key, g: sumG, h: sumH, column, bin, kind };
    }
    return best;
  });
}

function scanCategories(
  input: ReferenceInput,
  leaf: NodeSums,
  { g, h }: Histogram,
  minH: number,
  rowsPerH: number,
): FoundSplit[] {
  const { unitG, unitH } = input.sums;
  const support = Math.ceil(CATEGORY_ROWS / rowsPerH);
  const ratio = (bin: number) =>
    (g[bin]! * unitG) / (h[bin]! * unitH + CATEGORY_SMOOTH * (1 / rowsPerH) * unitH);
  const order = Array.from({ length: 256 }, (_, bin) => bin)
    .filter((bin) => h[bin]! >= support)
    .sort((a, b) => ratio(a) - ratio(b) || a - b);
  let best: FoundSplit = { key: 0, g: 0, h: 0, column: -1, bin: -1, kind: 2 };
  for (const run of [order, order.toReversed()]) {
    let sumG = 0;
    let sumH = 0;
    const set = new Uint8Array(32);
    for (const [i, bin] of run.slice(0, CATEGORY_MOST).entries()) {
      sumG += g[bin]!;
      sumH += h[bin]!;
      set[bin >> 3]! |= 1 << (bin & 7);
      if (sumH < minH) continue;
      if (sumH > leaf.h - sumH || leaf.h - sumH < minH) break;
      const both = taken(input, leaf, sumG, sumH, 0, CATEGORY_L2);
      const key = keyOf(input, leaf, both - categoryPenalty(order.length, input.sums.noise));
      if (key > best.key)
        best = {
          ...{ key, g: sumG, h: sumH, column: -1, bin: i + 1, kind: 2 },
          set: set.slice(),
          of: order.length,
        };
    }
  }
  return [best, inOwnOrder(input, leaf, { g, h }, minH)];
}

/** Categories in the order of their codes. */
function inOwnOrder(input: ReferenceInput, leaf: NodeSums, { g, h }: Histogram, minH: number): FoundSplit {
  let best: FoundSplit = { key: 0, g: 0, h: 0, column: -1, bin: -1, kind: 2 };
  const bins = Array.from({ length: MISSING }, (_, bin) => bin).filter((bin) => h[bin]! > 0);
  for (const fromTop of [false, true]) {
    let [sumG, sumH] = [0, 0];
    for (const bin of fromTop ? bins.toReversed() : bins) {
      sumG += g[bin]!;
      sumH += h[bin]!;
      if (sumH < minH) continue;
      if (leaf.h - sumH < minH) break;
      const key = keyOf(input, leaf, taken(input, leaf, sumG, sumH, 0, 0));
      if (key <= best.key) continue;
      const set = new Uint8Array(32);
      for (let b = fromTop ? bin : 0; b <= (fromTop ? MISSING - 1 : bin); b++) set[b >> 3]! |= 1 << (b & 7);
      best = { key, g: sumG, h: sumH, column: -1, bin, kind: 2, set, of: 0 };
    }
  }
  return best;
}

function isGeneral({ p, monotone }: ReferenceInput): boolean {
  return p.l1Regularization > 0 || monotone.some((m) => m !== 0);
}

/** The kernel's float32 order of number splits, operation by operation. */
function fastKey({ p, sums }: ReferenceInput, leaf: NodeSums, g: number, h: number): number {
  const ridge = f(p.l2Regularization / sums.unitH);
  const norm = f(1 / (leaf.h + 2 * (p.l2Regularization / sums.unitH)));
  const left = f(f(f(h) + ridge) * norm);
  const right = f(f(f(leaf.h - h) + ridge) * norm);
  const d = f(f(g) - f(f(leaf.g) * left));
  return f(f(d * d) / f(left * right));
}

function boundedValue(input: ReferenceInput, leaf: NodeSums, g: number, h: number, ridge: number): number {
  const l1 = input.p.l1Regularization;
  const pull = g > l1 ? g - l1 : g < -l1 ? g + l1 : 0;
  return Math.min(Math.max(-pull / (h + ridge), leaf.low), leaf.high);
}

function lossTaken(input: ReferenceInput, g: number, h: number, value: number, ridge: number): number {
  const l1 = input.p.l1Regularization;
  return -(2 * g * value + (h + ridge) * value * value + 2 * l1 * Math.abs(value));
}

/** Twice the loss both children take away; −∞ against a monotone constraint. */
function taken(
  input: ReferenceInput,
  leaf: NodeSums,
  leftG: number,
  leftH: number,
  monotone: number,
  extraRidge: number,
): number {
  const { unitG, unitH } = input.sums;
  const ridge = input.p.l2Regularization + extraRidge;
  const [lg, lh] = [leftG * unitG, leftH * unitH];
  const [rg, rh] = [(leaf.g - leftG) * unitG, (leaf.h - leftH) * unitH];
  const left = boundedValue(input, leaf, lg, lh, ridge);
  const right = boundedValue(input, leaf, rg, rh, ridge);
  if (monotone * (right - left) < 0) return -Infinity;
  return lossTaken(input, lg, lh, left, ridge) + lossTaken(input, rg, rh, right, ridge);
}

function keyOf(input: ReferenceInput, leaf: NodeSums, both: number): number {
  const { unitG, unitH } = input.sums;
  const l2 = input.p.l2Regularization;
  const g = leaf.g * unitG;
  const h = leaf.h * unitH;
  if (isGeneral(input)) return both - lossTaken(input, g, h, boundedValue(input, leaf, g, h, l2), l2);
  return (both - (g * g) / (h + 2 * l2)) * ((h + 2 * l2) / (unitG * unitG));
}
