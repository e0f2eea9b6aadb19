/** Disjoint sets (Tarjan 1975), joined by size, paths halved. */
export class UnionFind {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(n: number) {
    this.#parent = Int32Array.from({ length: n }, (_, i) => i);
    this.#size = new Int32Array(n).fill(1);
  }

  find(i: number): number {
    const parent = this.#parent;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** Joins the sets of a and b; false where they were one already. */
  join(a: number, b: number): boolean {
    let big = this.find(a);
    let small = this.find(b);
    if (big === small) return false;
    if (this.#size[big]! < this.#size[small]!) [big, small] = [small, big];
    this.#parent[small] = big;
    this.#size[big]! += this.#size[small]!;
    return true;
  }
}
