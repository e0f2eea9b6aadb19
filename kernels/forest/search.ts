// The best split of a node by one column's sums. A rank is a bin, or for a category its place by mean outcome.
import { MISSING, ROOM_LIST, ROOM_OCCUPIED } from "./job";

/** A difference that rounding alone can make, beside the terms it is the difference of. */
const ROUNDING: f64 = 1e-10;

// The node, and the least weight of a child (every thread has its own instance, so its own globals).
export let w0: f64 = 0;
export let s0: f64 = 0;
export let w1: f64 = 0;
export let s1: f64 = 0;
let least: f64 = 0;

// The best split so far: column −1 = none.
export let bestKey: f64 = 0;
export let bestColumn: i32 = -1;
export let bestRank: i32 = 0;
export let bestMissingLeft: i32 = 0;
export let leftW0: f64 = 0;
export let leftS0: f64 = 0;
export let leftW1: f64 = 0;
export let leftS1: f64 = 0;

export function begin(a: f64, b: f64, c: f64, d: f64, minLeaf: f64): void {
  w0 = a;
  s0 = b;
  w1 = c;
  s1 = d;
  least = minLeaf - 1e-6;
  bestKey = 0;
  bestColumn = -1;
}

/** Lists the occupied ranks, missing left out; returns how many. */
export function listOccupied(room: usize): i32 {
  let n = 0;
  for (let word: usize = 0; word < 4; word++) {
    let bits = load<u64>(room + ROOM_OCCUPIED + (word << 3));
    if (word === 3) bits &= 0x7fffffffffffffff;
    while (bits) {
      store<u8>(room + ROOM_LIST + n++, <u8>((word << 6) + <usize>ctz(bits)));
      bits &= bits - 1;
    }
  }
  return n;
}

/**
 * Squared error (for 0/1 outcomes Gini): the fall in Σ w (y − mean)² is d² / (W w_left w_right), d = s_left W − S w_left. `h`:
 * float64 weight and weighted outcome a rank; `list`: the ranks to try, ascending.
 */
export function scan(h: usize, list: usize, n: i32, column: i32): void {
  const missing = h + (<usize>MISSING << 4);
  const ways = load<f64>(missing) > 0 ? 2 : 1;
  for (let way = 0; way < ways; way++) {
    let lw = way ? load<f64>(missing) : 0;
    let ls = way ? load<f64>(missing, 8) : 0;
    // Without missing values the last rank would leave the right side empty.
    const last = ways === 1 ? n - 1 : n;
    for (let i = 0; i < last; i++) {
      const rank = <usize>load<u8>(list + i);
      const at = h + (rank << 4);
      lw += load<f64>(at);
      ls += load<f64>(at, 8);
      if (lw < least) continue;
      const rw = w0 - lw;
      if (rw < least) break;
      const a = ls * w0;
      const b = s0 * lw;
      const d = a - b;
      const key = (d * d) / (lw * rw);
      if (key > bestKey && abs(d) > ROUNDING * (abs(a) + abs(b))) {
        bestKey = key;
        bestColumn = column;
        bestRank = <i32>rank;
        bestMissingLeft = ways === 1 ? -1 : way;
        leftW0 = lw;
        leftS0 = ls;
      }
    }
  }
}

/**
 * Difference of effects: (τ_left − τ_right)² / (1/n₁ + 1/n₀ of the left + of the right), τ = mean of the treated − mean of
 * the control. `h`: as above for the control (4 KB), then for the treated.
 */
export function scanArms(h: usize, list: usize, n: i32, column: i32): void {
  const missing = h + (<usize>MISSING << 4);
  const ways = load<f64>(missing) + load<f64>(missing, 4096) > 0 ? 2 : 1;
  for (let way = 0; way < ways; way++) {
    let a = way ? load<f64>(missing) : 0;
    let b = way ? load<f64>(missing, 8) : 0;
    let c = way ? load<f64>(missing, 4096) : 0;
    let d = way ? load<f64>(missing, 4104) : 0;
    const last = ways === 1 ? n - 1 : n;
    for (let i = 0; i < last; i++) {
      const rank = <usize>load<u8>(list + i);
      const at = h + (rank << 4);
      a += load<f64>(at);
      b += load<f64>(at, 8);
      c += load<f64>(at, 4096);
      d += load<f64>(at, 4104);
      if (a < least || c < least) continue;
      const ra = w0 - a;
      const rc = w1 - c;
      if (ra < least || rc < least) break;
      const apart = d / c - b / a - ((s1 - d) / rc - (s0 - b) / ra);
      const key = (apart * apart) / (1 / a + 1 / c + 1 / ra + 1 / rc);
      if (key > bestKey && abs(apart) > ROUNDING) {
        bestKey = key;
        bestColumn = column;
        bestRank = <i32>rank;
        bestMissingLeft = ways === 1 ? -1 : way;
        leftW0 = a;
        leftS0 = b;
        leftW1 = c;
        leftS1 = d;
      }
    }
  }
}

/**
 * Of the ranks that part the node's rows in the same way, the middle one: between its rank and the next that is
 * occupied. What is missing goes with the heavier side where the node has none.
 */
export function settle(h: usize, bins: i32, arms: bool, total: f64): void {
  if (bestMissingLeft < 0) bestMissingLeft = (arms ? leftW0 + leftW1 : leftW0) * 2 > total ? 1 : 0;
  let next = bestRank + 1;
  while (next < bins && load<f64>(h + (<usize>next << 4)) + (arms ? load<f64>(h + (<usize>next << 4), 4096) : 0) === 0) next++;
  if (next < bins) bestRank = (bestRank + next - 1) >> 1;
}
