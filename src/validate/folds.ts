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

/** The fold of each row, drawn so that every fold has its share of both outcomes (to one row). */
export function stratifiedFolds(y: Float64Array, folds: number, seed: number): Uint8Array {
  const random = new Random(seed).fork("stratified folds");
  const fold = new Uint8Array(y.length);
  let next = 0;
  for (const outcome of [0, 1]) {
    const rows = random.shuffle(Int32Array.from(y.keys()).filter((i) => y[i] === outcome));
    for (const row of rows) fold[row] = next++ % folds;
  }
  return fold;
}
