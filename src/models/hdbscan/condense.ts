import type { Linkage } from "../hierarchy/linkage.ts";

/** A group of the condensed hierarchy. Density λ = 1 / distance grows from its birth until its rows have left it. */
export interface Condensed {
  readonly parent: number;
  readonly birth: number;
  readonly children: readonly number[];
  /** Σ over its rows of (λ at which the row left − birth). */
  readonly stability: number;
  /** Highest λ at which a row or child left it. */
  readonly last: number;
}

export interface CondensedTree {
  /** Group 0 is the root; children have higher numbers than their parents. */
  readonly groups: readonly Condensed[];
  /** The group each row left last, and λ when it did. */
  readonly group: Int32Array;
  readonly lambda: Float64Array;
}

/** Density λ at a distance; infinite for two rows at the same place. */
export const density = (distance: number): number => (distance > 0 ? 1 / distance : Number.POSITIVE_INFINITY);

/** How long from birth to λ; 0 between two infinities. */
const lasted = (lambda: number, birth: number): number => (lambda === birth ? 0 : lambda - birth);

/** Walks the hierarchy from the top: a split counts where both sides hold `minClusterSize` rows (Campello et al. 2013). */
export function condense({ left, right, distance, size }: Linkage, minClusterSize: number): CondensedTree {
  const merges = distance.length;
  const n = merges + 1;
  const groups: { parent: number; birth: number; children: number[]; stability: number; last: number }[] = [
    { parent: -1, birth: 0, children: [], stability: 0, last: 0 },
  ];
  const group = new Int32Array(n);
  const lambda = new Float64Array(n);
  const groupOf = new Int32Array(n + merges).fill(-1);
  groupOf[n + merges - 1] = 0;
  const open = new Int32Array(n);
  const leave = (node: number, from: number, at: number) => {
    const own = groups[from]!;
    const each = lasted(at, own.birth);
    let stability = own.stability;
    let waiting = 0;
    open[waiting++] = node;
    while (waiting > 0) {
      const next = open[--waiting]!;
      if (next >= n) {
        open[waiting++] = left[next - n]!;
        open[waiting++] = right[next - n]!;
      } else {
        group[next] = from;
        lambda[next] = at;
        stability += each;
      }
    }
    own.stability = stability;
    own.last = Math.max(own.last, at);
  };
  const split = (side: number, from: number, at: number) => {
    const own = groups[from]!;
    groupOf[side] = groups.length;
    own.children.push(groups.length);
    own.stability += lasted(at, own.birth) * size[side]!;
    own.last = Math.max(own.last, at);
    groups.push({ parent: from, birth: at, children: [], stability: 0, last: at });
  };
  for (let m = merges - 1; m >= 0; m--) {
    const own = groupOf[n + m]!;
    if (own < 0) continue;
    const at = density(distance[m]!);
    const [a, b] = [left[m]!, right[m]!];
    const big = size[a]! >= minClusterSize;
    const bigToo = size[b]! >= minClusterSize;
    if (big && bigToo) {
      split(a, own, at);
      split(b, own, at);
      continue;
    }
    if (big) groupOf[a] = own;
    else leave(a, own, at);
    if (bigToo) groupOf[b] = own;
    else leave(b, own, at);
  }
  return { groups, group, lambda };
}
