import type { GrownTree } from "../forest/grower.ts";

/** Weight and weighted outcome of both arms in every node of a grown tree. */
export class NodeEstimates {
  readonly #tree: GrownTree;
  /** Control weight, control sum, treated weight, treated sum a node. */
  readonly #sums: Float64Array;
  /** Rows of both arms a node; only where others than the growing rows estimate. */
  readonly #rows: Int32Array;

  private constructor(tree: GrownTree) {
    this.#tree = tree;
    this.#sums = new Float64Array(tree.count * 4);
    this.#rows = new Int32Array(tree.count * 2);
  }

  /** From the rows that the tree grew on. */
  static grown(tree: GrownTree): NodeEstimates {
    const out = new NodeEstimates(tree);
    for (let node = 0; node < tree.count; node++)
      out.#sums.set(tree.numbers.subarray(node * 6 + 2, node * 6 + 6), node * 4);
    return out;
  }

  /** From the rows that the tree did not grow on, those of `leafOf` ≥ 0 (honest: Athey and Imbens 2016). */
  static honest(tree: GrownTree, treatment: Uint8Array, targets: Float32Array): NodeEstimates {
    const out = new NodeEstimates(tree);
    for (let row = 0; row < treatment.length; row++) {
      const leaf = tree.leafOf[row]!;
      if (leaf < 0) continue;
      const arm = treatment[row]!;
      out.#sums[leaf * 4 + arm * 2]! += targets[row * 2]!;
      out.#sums[leaf * 4 + arm * 2 + 1]! += targets[row * 2 + 1]!;
      out.#rows[leaf * 2 + arm]!++;
    }
    // Children stand after their parents.
    for (let node = tree.count - 1; node >= 0; node--) {
      if (tree.ints[node * 12]! < 0) continue;
      const left = tree.ints[node * 12 + 2]!;
      for (const child of [left, left + 1]) {
        for (let k = 0; k < 4; k++) out.#sums[node * 4 + k]! += out.#sums[child * 4 + k]!;
        for (let k = 0; k < 2; k++) out.#rows[node * 2 + k]! += out.#rows[child * 2 + k]!;
      }
    }
    return out;
  }

  controlMean(node: number): number {
    return this.#sums[node * 4 + 1]! / this.#sums[node * 4]!;
  }

  effect(node: number): number {
    return this.#sums[node * 4 + 3]! / this.#sums[node * 4 + 2]! - this.controlMean(node);
  }

  cover(node: number): number {
    return this.#sums[node * 4]! + this.#sums[node * 4 + 2]!;
  }

  /** Whether both arms have somebody in the node. */
  hasBoth(node: number): boolean {
    return this.#sums[node * 4]! > 0 && this.#sums[node * 4 + 2]! > 0;
  }

  /** Whether an inner node's split must go because an arm has fewer than `least` rows in one of its children. */
  tooSmallBelow(node: number, least: number): boolean {
    const left = this.#tree.ints[node * 12 + 2]!;
    return this.#rows.subarray(left * 2, left * 2 + 4).some((rows) => rows < least);
  }
}
