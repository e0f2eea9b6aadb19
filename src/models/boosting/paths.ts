import { type Trees, treeCount } from "./trees.ts";

/**
 * Exact path-dependent TreeSHAP by leaves. A leaf with value v gives every coalition S of the features on its way
 * v Π_{k∈S} o_k Π_{k∉S} z_k, where o_k is 1 when the row fulfils all tests of feature k on the way and z_k the share of the
 * training rows that do so (Lundberg et al. 2020, algorithm 2). Its Shapley value is the integral of the
 * multilinear extension's slope along the diagonal (Owen 1972):
 *
 *     φ_k = v (o_k − z_k) ∫₀¹ Π_{l≠k} (t o_l + (1 − t) z_l) dt
 *
 * a polynomial of degree D − 1 for D features, which ⌈D/2⌉ Gauss–Legendre points sum exactly. φ depends on the row
 * only by the pattern of the o's, so the kernel makes it once a pattern.
 */
export interface Condition {
  readonly column: number;
  /** Numbers: low < x ≤ high. */
  low: number;
  high: number;
  /** Missing (and unknown) values fulfil it. */
  missing: boolean;
  /** Categories: 1 for each code, from 0 on, that fulfils it. */
  codes?: Uint8Array;
  /** Share of the training rows that fulfil it on this way. */
  share: number;
}

export interface LeafPath {
  readonly value: number;
  readonly conditions: readonly Condition[];
}

/** Most features that may be tested on the way to one leaf. */
export const MAX_PATH_FEATURES = 32;

/** Every leaf with its merged conditions, one a feature, tree by tree. */
export function leafPaths(trees: Trees): LeafPath[] {
  const paths: LeafPath[] = [];
  for (let tree = 0; tree < treeCount(trees); tree++) descend(trees, trees.roots[tree]!, [], paths);
  return paths;
}

function descend(trees: Trees, node: number, conditions: readonly Condition[], paths: LeafPath[]): void {
  if (trees.column[node]! < 0) {
    paths.push({ value: trees.value[node]!, conditions });
    return;
  }
  for (const goLeft of [true, false]) {
    const child = goLeft ? trees.left[node]! : trees.right[node]!;
    descend(trees, child, withTest(trees, node, goLeft, child, conditions), paths);
  }
}

function withTest(
  trees: Trees,
  node: number,
  goLeft: boolean,
  child: number,
  conditions: readonly Condition[],
): Condition[] {
  const column = trees.column[node]!;
  const before = conditions.find((condition) => condition.column === column);
  const next: Condition = before
    ? { ...before }
    : { column, low: -Infinity, high: Infinity, missing: true, share: 1 };
  next.share *= trees.cover[child]! / trees.cover[node]!;
  const missingLeft = trees.missingLeft[node] === 1;
  next.missing &&= missingLeft === goLeft;
  if (trees.set[node]! >= 0) next.codes = narrow(trees, node, goLeft, missingLeft, before);
  else if (goLeft) next.high = Math.min(next.high, trees.threshold[node]!);
  else next.low = Math.max(next.low, trees.threshold[node]!);
  return before
    ? conditions.map((condition) => (condition === before ? next : condition))
    : [...conditions, next];
}

/** Codes that fulfil the earlier conditions and this test; codes past the end do as missing does. */
function narrow(
  trees: Trees,
  node: number,
  goLeft: boolean,
  missingLeft: boolean,
  before: Condition | undefined,
): Uint8Array {
  const set = trees.set[node]!;
  const bits = trees.sets[set]!;
  const codes = new Uint8Array(Math.max(bits, before?.codes?.length ?? 0));
  for (let code = 0; code < codes.length; code++) {
    const listed = code < bits && ((trees.sets[set + 1 + (code >>> 5)]! >>> (code & 31)) & 1) === 1;
    const held = before?.codes && code < before.codes.length ? before.codes[code] : (before?.missing ?? true);
    codes[code] = held && (listed !== missingLeft) === goLeft ? 1 : 0;
  }
  return codes;
}

/** What the leaves give on average over the training rows: the trees' part of the base value. */
export function expectedValue(paths: readonly LeafPath[]): number {
  let sum = 0;
  for (const { value, conditions } of paths)
    sum += conditions.reduce((product, condition) => product * condition.share, value);
  return sum;
}

/** Points and weights of Gauss–Legendre quadrature on [0, 1]: exact for polynomials up to degree 2 n − 1. */
export function gaussLegendre(n: number): { readonly t: number; readonly weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let [now, last] = [x, 1];
      for (let k = 2; k <= n; k++) [now, last] = [((2 * k - 1) * x * now - (k - 1) * last) / k, now];
      slope = (n * (x * now - last)) / (x * x - 1);
      const move = now / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    return { t: (x + 1) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}
