import { Random } from "../core/random.ts";

/** The fold (0 … folds − 1) of each row, by customer: all rows of a customer share one, whatever other rows there are. */
export function foldsByCustomer(customers: Float64Array, folds: number, seed: number): Uint8Array {
  const memo = new Map<number, number>();
  return Uint8Array.from(customers, (key) => {
    let fold = memo.get(key);
    if (fold === undefined) {
      fold = new Random(seed ^ Math.imul(key, 2654435761)).int(folds);
      memo.set(key, fold);
    }
    return fold;
  });
}
