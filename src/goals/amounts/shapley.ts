/**
 * Exact Shapley values of a function of a few players, row by row (Shapley 1953): `value(own)` gives all rows with the
 * customer's own side where `own` is true and the reference's elsewhere. Costs 2^players evaluations.
 * base (one a row) + the sum of a row's effects = value(all own).
 */
export function shapley(
  players: number,
  rows: number,
  value: (own: readonly boolean[]) => Float64Array,
): { base: Float64Array; effects: Float64Array } {
  const sets = 1 << players;
  const values = Array.from({ length: sets }, (_, set) =>
    value(Array.from({ length: players }, (_, k) => (set & (1 << k)) !== 0)),
  );
  const effects = new Float64Array(rows * players);
  for (let k = 0; k < players; k++)
    for (let set = 0; set < sets; set++) {
      if (set & (1 << k)) continue;
      const share = weight(bits(set), players);
      const without = values[set]!;
      const having = values[set | (1 << k)]!;
      for (let i = 0; i < rows; i++) effects[i * players + k]! += share * (having[i]! - without[i]!);
    }
  return { base: values[0]!, effects };
}

/** Share of the orders of players in which exactly a given set of `size` comes before a given other: s!(n−s−1)!/n!. */
function weight(size: number, players: number): number {
  let choose = players;
  for (let i = 0; i < size; i++) choose = (choose * (players - 1 - i)) / (i + 1);
  return 1 / choose;
}

function bits(set: number): number {
  let n = 0;
  for (let rest = set; rest > 0; rest >>= 1) n += rest & 1;
  return n;
}
