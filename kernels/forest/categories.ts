// Categories as ranks by mean outcome, once a tree, from the rows it was given (Breiman et al. 1984; once rather than at each
// node: Wright and König 2019).
import { ARMS, BIN_COUNTS, BINS, COLS, ENTRY, KINDS, MISSING, N_SUMS, ROOM_KEYS, STRIDE } from "./job";

/** Rows of the average kind that each category is mixed with, so that rare ones stay in the middle. */
const SMOOTH: f64 = 10;

/**
 * ranks[column][bin] = place of the bin by rising mean outcome, or, with arms, by rising effect: the mean of what is beyond
 * the arm's mean, over the arm's share, treated minus control. Missing keeps 255.
 */
export function orderCategories(
  job: usize, from: usize, to: usize, root: usize, h: usize, ranks: usize, room: usize,
): void {
  const cols = load<i32>(job + COLS);
  const kinds = <usize>load<u32>(job + KINDS);
  const counts = <usize>load<u32>(job + BIN_COUNTS);
  const bins = <usize>load<u32>(job + BINS);
  const stride = <usize>load<u32>(job + STRIDE);
  const keys = room + ROOM_KEYS;
  const w0 = load<f64>(root, N_SUMS);
  const w1 = load<f64>(root, N_SUMS + 16);
  const mean0 = w0 > 0 ? load<f64>(root, N_SUMS + 8) / w0 : 0;
  const mean1 = w1 > 0 ? load<f64>(root, N_SUMS + 24) / w1 : 0;
  const arms = load<u32>(job + ARMS) !== 0;
  for (let c = 0; c < cols; c++) {
    if (load<u8>(kinds + c) !== 1) continue;
    memory.fill(h, 0, 8192);
    for (let p = from; p < to; p += ENTRY) {
      const bin = <usize>load<u8>(bins + <usize>load<u32>(p, 8) * stride + c);
      const at = h + (bin << 4) + <usize>load<u32>(p, 12);
      v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(v128.load(p))));
    }
    const n = load<i32>(counts + (<usize>c << 2));
    for (let bin: usize = 0; bin < <usize>n; bin++) {
      const a = h + (bin << 4);
      const beyond0 = load<f64>(a, 8) - mean0 * load<f64>(a);
      const beyond1 = load<f64>(a, 4104) - mean1 * load<f64>(a, 4096);
      const weight = load<f64>(a) + load<f64>(a, 4096) + SMOOTH;
      const beyond = arms ? (beyond1 / w1 - beyond0 / w0) * (w0 + w1) : beyond0;
      store<f64>(keys + (bin << 3), beyond / weight);
    }
    rank(keys, n, ranks + (<usize>c << 8));
  }
}

/** ranks[bin] = how many bins have a lower key, the lower bin first among equals. */
function rank(keys: usize, n: i32, ranks: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const key = load<f64>(keys + (i << 3));
    let place = 0;
    for (let j: usize = 0; j < <usize>n; j++) {
      const other = load<f64>(keys + (j << 3));
      place += i32(other < key || (other === key && j < i));
    }
    store<u8>(ranks + i, <u8>place);
  }
  store<u8>(ranks + MISSING, <u8>MISSING);
}
