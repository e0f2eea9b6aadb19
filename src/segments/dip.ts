/**
 * Hartigan's dip (Hartigan and Hartigan 1985): the least greatest distance between the distribution of `sorted`
 * (ascending) and any distribution with one hump. 1 / (2 n) at least; the larger, the surer there is a valley.
 * Narrows down the modal interval between the greatest convex minorant on its left and the least concave majorant on
 * its right until no wider gap between the two is found (Hartigan 1985, "Computation of the dip statistic").
 */
export function dip(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n < 2 || sorted[0] === sorted[n - 1]) return 1 / (2 * Math.max(1, n));
  const before = touching(sorted, n, 1);
  const after = touching(sorted, n, -1);
  let [low, high] = [0, n - 1];
  let found = 1;
  for (;;) {
    const minorant = walk(before, high, low);
    const majorant = walk(after, low, high);
    const gap = widestGap(sorted, minorant, majorant);
    if (gap.width < found) break;
    const left = minorant.slice(gap.onMinorant);
    const right = majorant.slice(gap.onMajorant);
    found = Math.max(found, farthest(sorted, left, 1), farthest(sorted, right, -1));
    if (low === left[0] && high === right[0]) break;
    [low, high] = [left[0]!, right[0]!];
  }
  return found / (2 * n);
}

/**
 * For every point the one before it on the hull that ends there: of the convex minorant going right (`way` 1), of the
 * concave majorant going left (−1).
 */
function touching(x: ArrayLike<number>, n: number, way: 1 | -1): Int32Array {
  const out = new Int32Array(n);
  const first = way === 1 ? 0 : n - 1;
  out[first] = first;
  for (let step = 1, j = first + way; step < n; step++, j += way) {
    let p = j - way;
    while (p !== first) {
      const q = out[p]!;
      if ((x[j]! - x[p]!) * (p - q) < (x[p]! - x[q]!) * (j - p)) break;
      p = q;
    }
    out[j] = p;
  }
  return out;
}

/** Corners of a hull from `from` to `to`. */
function walk(next: Int32Array, from: number, to: number): number[] {
  const corners = [from];
  for (let i = from; i !== to; ) {
    i = next[i]!;
    corners.push(i);
  }
  return corners;
}

/** The widest gap between the two hulls, and the corners that enclose it. `minorant` runs left, `majorant` right. */
function widestGap(x: ArrayLike<number>, minorant: readonly number[], majorant: readonly number[]) {
  let [width, onMinorant, onMajorant] = [0, minorant.length - 1, majorant.length - 1];
  if (minorant.length === 2 && majorant.length === 2) return { width: 1, onMinorant, onMajorant };
  let i = minorant.length - 2;
  let j = 1;
  do {
    const [a, b] = [minorant[i]!, majorant[j]!];
    if (a > b) {
      const c = minorant[i + 1]!;
      const here = b - c + 1 - ((x[b]! - x[c]!) * (a - c)) / (x[a]! - x[c]!);
      j++;
      if (here >= width) [width, onMinorant, onMajorant] = [here, i + 1, j - 1];
    } else {
      const c = majorant[j - 1]!;
      const here = ((x[a]! - x[c]!) * (b - c)) / (x[b]! - x[c]!) - (a - c - 1);
      i--;
      if (here >= width) [width, onMinorant, onMajorant] = [here, i + 1, j];
    }
    i = Math.max(0, i);
    j = Math.min(majorant.length - 1, j);
  } while (minorant[i] !== majorant[j]);
  return { width, onMinorant, onMajorant };
}

/** Farthest the steps lie from a hull: above the minorant (`side` 1) or below the majorant (−1), in steps. */
function farthest(x: ArrayLike<number>, corners: readonly number[], side: 1 | -1): number {
  let most = 1;
  for (let k = 0; k + 1 < corners.length; k++) {
    const from = Math.min(corners[k]!, corners[k + 1]!);
    const to = Math.max(corners[k]!, corners[k + 1]!);
    if (to - from < 2 || x[from] === x[to]) continue;
    const slope = (to - from) / (x[to]! - x[from]!);
    for (let i = from; i <= to; i++) {
      most = Math.max(most, side * (i - from - (x[i]! - x[from]!) * slope) + 1);
    }
  }
  return most;
}
