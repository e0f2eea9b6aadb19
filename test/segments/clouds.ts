import { type Matrix, zeros } from "../../src/core/matrix.ts";
import { Random } from "../../src/core/random.ts";

/** Made-up customers in five columns, with groups in them or without. */
type Draw = (r: Random) => readonly number[];

const five = (draw: () => number): number[] => Array.from({ length: 5 }, draw);

/** Clouds without groups: whatever a cut of them looks like, there is nothing to find. */
export const withoutGroups: Readonly<Record<string, Draw>> = {
  isotropic: (r) => five(() => r.normal()),
  correlated: (r) => {
    const common = 3 * r.normal();
    return five(() => common + r.normal());
  },
  /** Student's t with 3 degrees of freedom, one scale for all columns of a row. */
  "heavy-tailed": (r) => {
    const scale = Math.sqrt(3 / (r.normal() ** 2 + r.normal() ** 2 + r.normal() ** 2));
    return five(() => scale * r.normal());
  },
  uniform: (r) => five(() => r.next()),
  /** As money and counts are: skewed, and the columns go together. */
  skewed: (r) => {
    const common = r.normal();
    return five(() => Math.exp(0.8 * common + 0.6 * r.normal()));
  },
};

/** Clouds with groups that stand apart. */
export const withGroups: Readonly<Record<string, Draw>> = {
  /** Two columns of two humps each, independent: four groups. */
  "two bimodal": (r) => {
    const hump = () => (r.next() < 0.5 ? -2 : 2) + 0.6 * r.normal();
    return [hump(), hump(), 0.5 * r.normal(), 0.5 * r.normal(), 0.5 * r.normal()];
  },
  "three unequal blobs": (r) => {
    const u = r.next();
    const [centre, spread] =
      u < 0.6 ? [[0, 0, 0, 0, 0], 1] : u < 0.9 ? [[5, -5, 5, 0, 0], 0.7] : [[-5, -5, 0, 5, 5], 0.5];
    return (centre as number[]).map((c) => c + (spread as number) * r.normal());
  },
};

/** `rows` draws as a matrix; same seed, same rows. */
export function cloudOf(draw: Draw, rows: number, seed: number): Matrix {
  const r = new Random(seed);
  const first = draw(r);
  const x = zeros(rows, first.length);
  for (let i = 0; i < rows; i++) x.data.set(i === 0 ? first : draw(r), i * x.cols);
  return x;
}
