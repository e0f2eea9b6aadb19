import type { Matrix } from "../../core/matrix.ts";
import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import type { Joins } from "../hierarchy/linkage.ts";
import { Team } from "../threads/team.ts";

/** So far away that no cluster is nearest to it, yet its square is finite. */
const NOWHERE = 1e150;
const BREATHE_MERGES = 256;

/**
 * Ward's method by nearest-neighbour chains (Murtagh 1983): grows a chain of ever nearer clusters until two are each
 * other's nearest, and joins them. Memory is linear in the rows. `weight` is how many rows each row stands for.
 * A join names one row of each of the two clusters.
 */
export async function wardJoins(x: Matrix, weight: Float64Array, ctx: FitContext): Promise<Joins> {
  const { rows: n } = x;
  const clusters = new Clusters(x, weight);
  const joins = { a: new Int32Array(n - 1), b: new Int32Array(n - 1), squared: new Float64Array(n - 1) };
  const chain: number[] = [];
  const lengths: number[] = [];
  for (let made = 0; made < n - 1; ) {
    if (chain.length === 0) {
      chain.push(clusters.any());
      lengths.push(Number.POSITIVE_INFINITY);
    }
    const top = chain.at(-1)!;
    const { cluster, squared } = clusters.nearest(top);
    // Only a shorter step goes on: then the chain never turns in circles among equal distances.
    if (squared < lengths.at(-1)!) {
      chain.push(cluster);
      lengths.push(squared);
      continue;
    }
    const before = chain.at(-2)!;
    joins.a[made] = before;
    joins.b[made] = top;
    joins.squared[made] = lengths.at(-1)!;
    clusters.join(before, top);
    chain.length -= 2;
    lengths.length -= 2;
    if (made++ % BREATHE_MERGES === 0) {
      ctx.onProgress?.(made, n - 1);
      await breathe(ctx.signal);
    }
  }
  return joins;
}

/** The clusters that are not yet joined, packed to the front of the kernel's arrays; each is named by one of its rows. */
class Clusters {
  readonly #team = Team.alone("ward");
  readonly #cols: number;
  readonly #capacity: number;
  readonly #centres: { readonly at: number; readonly view: Float64Array };
  readonly #weights: { readonly at: number; readonly view: Float64Array };
  readonly #row: number;
  readonly #out: { readonly at: number; readonly view: Float64Array };
  /** Name of the cluster at each place, and the place of each name. */
  readonly #name: Int32Array;
  readonly #place: Int32Array;
  #active: number;

  constructor({ rows, cols, data }: Matrix, weight: Float64Array) {
    this.#cols = cols;
    this.#capacity = Math.ceil((rows + 1) / 4) * 4;
    this.#centres = this.#team.doubles(this.#capacity * cols);
    this.#weights = this.#team.doubles(this.#capacity);
    this.#row = this.#team.doubles(cols).at;
    this.#out = this.#team.doubles(1);
    this.#centres.view.fill(NOWHERE);
    this.#weights.view.fill(1);
    this.#weights.view.set(weight);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) this.#centres.view[j * this.#capacity + i] = data[i * cols + j]!;
    this.#name = Int32Array.from({ length: rows }, (_, i) => i);
    this.#place = this.#name.slice();
    this.#active = rows;
  }

  any(): number {
    return this.#name[0]!;
  }

  nearest(cluster: number): { readonly cluster: number; readonly squared: number } {
    const place = this.#team.call(
      "nearest",
      this.#centres.at,
      this.#capacity,
      this.#cols,
      this.#active,
      this.#place[cluster]!,
      this.#weights.at,
      this.#row,
      this.#out.at,
    );
    return { cluster: this.#name[place]!, squared: this.#out.view[0]! };
  }

  /** Joins b into a: the weighted mean of the two, under the name of a. */
  join(a: number, b: number): void {
    const centres = this.#centres.view;
    const weights = this.#weights.view;
    const [at, other] = [this.#place[a]!, this.#place[b]!];
    const [w, v] = [weights[at]!, weights[other]!];
    const last = --this.#active;
    for (let j = 0, c = 0; j < this.#cols; j++, c += this.#capacity) {
      centres[c + at] = (w * centres[c + at]! + v * centres[c + other]!) / (w + v);
      centres[c + other] = centres[c + last]!;
      centres[c + last] = NOWHERE;
    }
    weights[at] = w + v;
    weights[other] = weights[last]!;
    weights[last] = 1;
    const moved = this.#name[last]!;
    this.#name[other] = moved;
    this.#place[moved] = other;
  }
}
