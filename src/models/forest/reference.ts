import type { Binned } from "./binned.ts";
import type { Growth, TreeSeeds } from "./grower.ts";

/** A node of the plain tree: what a kernel's node says. `sums`: weight and weighted outcome of the control, of the treated. */
export interface PlainNode {
  readonly sums: readonly [number, number, number, number];
  column: number;
  rank: number;
  left: number;
  missingLeft: number;
}

/** xoroshiro64** (Blackman and Vigna 2018): whole numbers in [0, n). */
function below(seed: readonly [number, number]): (n: number) => number {
  let [s0, s1] = [seed[0] >>> 0, seed[1] >>> 0];
  const rotl = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;
  return (n) => {
    const result = Math.imul(rotl(Math.imul(s0, 0x9e3779bb) >>> 0, 5), 5) >>> 0;
    s1 = (s1 ^ s0) >>> 0;
    s0 = (rotl(s0, 26) ^ s1 ^ (s1 << 9)) >>> 0;
    s1 = rotl(s1, 13);
    return Number((BigInt(result) * BigInt(n)) >> 32n);
  };
}

/** How often each row comes up in `draws` draws with replacement. */
export function bootstrapPlain(rows: number, draws: number, seeds: TreeSeeds): Uint16Array {
  const counts = new Uint16Array(rows);
  const random = below(seeds.draw);
  for (let i = 0; i < draws; i++) counts[random(rows)]!++;
  return counts;
}

interface PlainRow {
  readonly row: number;
  readonly w: number;
  readonly s: number;
  readonly arm: number;
}

interface PlainSplit {
  readonly column: number;
  readonly rank: number;
  readonly missingLeft: number;
  readonly key: number;
}

/** kernels/forest/grow.ts in plain words: the same tree, but for the rounding of sums that are not whole numbers. */
export class PlainForest {
  readonly #binned: Binned;
  readonly #targets: Float32Array;
  readonly #arms: Uint8Array | null;
  readonly #growth: Growth;

  constructor(binned: Binned, targets: Float32Array, arms: Uint8Array | null, growth: Growth) {
    this.#binned = binned;
    this.#targets = targets;
    this.#arms = arms;
    this.#growth = growth;
  }

  grow(counts: Uint16Array, seeds: TreeSeeds): { nodes: PlainNode[]; ranks: number[][] } {
    const rows: PlainRow[] = [];
    counts.forEach((count, row) => {
      const [w, s] = [this.#targets[row * 2]! * count, this.#targets[row * 2 + 1]! * count];
      if (count > 0) rows.push({ row, w: Math.fround(w), s: Math.fround(s), arm: this.#arms?.[row] ?? 0 });
    });
    const { cols } = this.#binned;
    const random = below(seeds.grow);
    const order = Array.from({ length: cols }, (_, c) => c);
    const nodes = [leaf(sumsOf(rows))];
    const ranks = Array.from({ length: cols }, (_, c) => this.#ranks(c, rows, nodes[0]!.sums));
    const stack = [{ node: 0, rows, depth: 0 }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const node = nodes[top.node]!;
      if (!this.#mayBeSplit(node.sums, top.depth)) continue;
      const split = this.#search(top.rows, node.sums, ranks, order, random);
      if (!split) continue;
      const goesLeft = ({ row }: PlainRow) => {
        const rank = this.#rank(ranks, row, split.column);
        return rank === 255 ? split.missingLeft === 1 : rank <= split.rank;
      };
      const left = top.rows.filter(goesLeft);
      const right = top.rows.filter((row) => !goesLeft(row));
      const at = nodes.length;
      Object.assign(node, {
        column: split.column,
        rank: split.rank,
        missingLeft: split.missingLeft,
        left: at,
      });
      nodes.push(leaf(sumsOf(left)), leaf(sumsOf(right)));
      const sides = [
        { node: at, rows: left, depth: top.depth + 1 },
        { node: at + 1, rows: right, depth: top.depth + 1 },
      ];
      stack.push(...(left.length <= right.length ? sides.reverse() : sides));
    }
    return { nodes, ranks };
  }

  #rank(ranks: readonly number[][], row: number, column: number): number {
    return ranks[column]![this.#binned.bins[row * this.#binned.stride + column]!]!;
  }

  #ranks(column: number, rows: readonly PlainRow[], root: PlainNode["sums"]): number[] {
    const identity = Array.from({ length: 256 }, (_, bin) => bin);
    if (this.#binned.kinds[column] === 0) return identity;
    const [w0, s0, w1, s1] = root;
    const [mean0, mean1] = [w0 > 0 ? s0 / w0 : 0, w1 > 0 ? s1 / w1 : 0];
    const { bins, stride, counts } = this.#binned;
    const keys = Array.from({ length: counts[column]! }, (_, bin) => {
      const [a, b, c, d] = sumsOf(rows.filter(({ row }) => bins[row * stride + column] === bin));
      const [beyond0, beyond1] = [b - mean0 * a, d - mean1 * c];
      const beyond = this.#arms ? (beyond1 / w1 - beyond0 / w0) * (w0 + w1) : beyond0;
      return beyond / (a + c + 10);
    });
    const sorted = keys.map((_, bin) => bin).sort((a, b) => keys[a]! - keys[b]! || a - b);
    return identity.map((bin) => (bin < keys.length ? sorted.indexOf(bin) : bin));
  }

  #mayBeSplit([w0, s0, w1]: PlainNode["sums"], depth: number): boolean {
    const { maxDepth, minLeaf, binary } = this.#growth;
    if (maxDepth !== null && depth >= maxDepth) return false;
    if (w0 < 2 * minLeaf - 1e-6 || (this.#arms && w1 < 2 * minLeaf - 1e-6)) return false;
    return this.#arms !== null || !binary || (s0 > 0 && s0 < w0);
  }

  #search(
    rows: readonly PlainRow[],
    sums: PlainNode["sums"],
    ranks: readonly number[][],
    order: number[],
    random: (n: number) => number,
  ): PlainSplit | undefined {
    const { cols } = this.#binned;
    let best: PlainSplit | undefined;
    for (let k = 0; k < cols && (k < this.#growth.mtry || !best); k++) {
      const other = k + random(cols - k);
      [order[k], order[other]] = [order[other]!, order[k]!];
      best = this.#bestOf(order[k]!, rows, sums, ranks, best);
    }
    return best;
  }

  /** The best split of one column, or `best` where that is as good. */
  #bestOf(
    column: number,
    rows: readonly PlainRow[],
    sums: PlainNode["sums"],
    ranks: readonly number[][],
    best: PlainSplit | undefined,
  ): PlainSplit | undefined {
    const by = Array.from({ length: 256 }, (): [number, number, number, number] => [0, 0, 0, 0]);
    for (const { row, w, s, arm } of rows) {
      const sum = by[this.#rank(ranks, row, column)]!;
      sum[arm * 2]! += w;
      sum[arm * 2 + 1]! += s;
    }
    const occupied = (rank: number) => by[rank]![0] + by[rank]![2] > 0;
    const bins = this.#binned.counts[column]!;
    const places = Array.from({ length: bins }, (_, rank) => rank).filter(occupied);
    const ways = occupied(255) ? [0, 1] : [0];
    let found = best;
    for (const way of ways) {
      const left: [number, number, number, number] = way === 1 ? [...by[255]!] : [0, 0, 0, 0];
      places.forEach((rank, i) => {
        left.forEach((_, k) => {
          left[k]! += by[rank]![k]!;
        });
        if (ways.length === 1 && i === places.length - 1) return;
        const key = this.#key(left, sums);
        if (!(key > (found?.key ?? 0))) return;
        const middle = i + 1 < places.length ? places[i + 1]! : bins;
        const settled = middle < bins ? (rank + middle - 1) >> 1 : rank;
        const heavy = (left[0] + left[2]) * 2 > sums[0] + sums[2] ? 1 : 0;
        found = { column, rank: settled, missingLeft: ways.length === 1 ? heavy : way, key };
      });
    }
    return found;
  }

  #key(left: PlainNode["sums"], [w0, s0, w1, s1]: PlainNode["sums"]): number {
    const least = this.#growth.minLeaf - 1e-6;
    const [a, b, c, d] = left;
    if (a < least || w0 - a < least) return 0;
    if (!this.#arms) {
      const apart = b * w0 - s0 * a;
      return Math.abs(apart) > 1e-10 * (Math.abs(b * w0) + Math.abs(s0 * a))
        ? (apart * apart) / (a * (w0 - a))
        : 0;
    }
    if (c < least || w1 - c < least) return 0;
    const apart = d / c - b / a - ((s1 - d) / (w1 - c) - (s0 - b) / (w0 - a));
    return Math.abs(apart) > 1e-10 ? (apart * apart) / (1 / a + 1 / c + 1 / (w0 - a) + 1 / (w1 - c)) : 0;
  }
}

function sumsOf(rows: readonly PlainRow[]): [number, number, number, number] {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (const { w, s, arm } of rows) {
    sums[arm * 2]! += w;
    sums[arm * 2 + 1]! += s;
  }
  return sums;
}

function leaf(sums: PlainNode["sums"]): PlainNode {
  return { sums, column: -1, rank: 0, left: 0, missingLeft: 0 };
}
