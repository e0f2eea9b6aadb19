/** Adjusted Rand index (Hubert and Arabie 1985) of two labellings of the same things: 1 = the same, 0 = by chance. */
export function adjustedRand(a: ArrayLike<number | string>, b: ArrayLike<number | string>): number {
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const both = new Map<string, number>();
  const [ofA, ofB] = [new Map<string, number>(), new Map<string, number>()];
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (let i = 0; i < a.length; i++) {
    add(both, `${a[i]} ${b[i]}`);
    add(ofA, `${a[i]}`);
    add(ofB, `${b[i]}`);
  }
  const sum = (map: Map<string, number>) => [...map.values()].reduce((s, n) => s + pairs(n), 0);
  const expected = (sum(ofA) * sum(ofB)) / pairs(a.length);
  const most = (sum(ofA) + sum(ofB)) / 2;
  return most === expected ? 1 : (sum(both) - expected) / (most - expected);
}
