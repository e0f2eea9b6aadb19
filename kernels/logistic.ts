// The flat loops of logistic regression over many rows. Rows lie in blocks of 128, each block column by column, float32
// and standardised; column 0 is the intercept's. Loss and gradient are summed in float64, the Hessian in float32 within a
// block: it only steers Newton's steps. Every pointer is a byte offset into the shared memory.
// The plain reference is src/models/logistic/objective.ts.
const BLOCK = 128;
/** Bytes of one column of a block. */
const COLUMN: usize = 512;

/** Rows [from, to) of row-major `stage` (cols wide) become rows first + from … of columns 1 … of the blocks (`size` columns). */
export function pack(stage: usize, cols: i32, from: i32, to: i32, first: i32, data: usize, size: i32): void {
  const blockBytes = <usize>size * COLUMN;
  let p = stage + ((<usize>from * cols) << 2);
  for (let i = from; i < to; i++) {
    const row = first + i;
    let to = data + <usize>(row / BLOCK) * blockBytes + COLUMN + (<usize>(row % BLOCK) << 2);
    for (const end = p + (<usize>cols << 2); p < end; p += 4, to += COLUMN) store<f32>(to, load<f32>(p));
  }
}

// @ts-ignore: decorator
@inline function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

// @ts-ignore: decorator
@inline function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 0, 1));
}

// @ts-ignore: decorator
@inline function across(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/**
 * Per range r of first … last − 1 (`share` blocks each, `blocks` in all): Σ w (x − near) and Σ w (x − near)² of each column
 * → `out`, float64 [range][column][2]. `weight` is float64, 0 past the last row. Ranges have sums of their own, so that
 * the totals do not depend on how many threads share them.
 */
export function moments(
  first: i32, last: i32, share: i32, blocks: i32, data: usize, size: i32, near: usize, weight: usize, out: usize,
): void {
  for (let r = first; r < last; r++) {
    const to = out + (<usize>r * size << 4);
    memory.fill(to, 0, <usize>size << 4);
    for (let b = min(r * share, blocks); b < min((r + 1) * share, blocks); b++) {
      const weights = weight + (<usize>b * BLOCK << 3);
      for (let j: usize = 1; j < <usize>size; j++) {
        const p = data + (<usize>b * size + j) * COLUMN;
        const off = v128.load64_splat(near + (j << 3));
        let sum = f64x2.splat(0), squares = sum;
        for (let i: usize = 0; i < COLUMN; i += 16) {
          const x = v128.load(p + i);
          const a = f64x2.sub(low(x), off), b = f64x2.sub(high(x), off);
          const wa = f64x2.mul(a, v128.load(weights + (i << 1))), wb = f64x2.mul(b, v128.load(weights + (i << 1), 16));
          sum = f64x2.add(sum, f64x2.add(wa, wb));
          squares = f64x2.add(squares, f64x2.add(f64x2.mul(wa, a), f64x2.mul(wb, b)));
        }
        const at = to + (j << 4);
        store<f64>(at, load<f64>(at) + across(sum));
        store<f64>(at, load<f64>(at, 8) + across(squares), 8);
      }
    }
  }
}

/** x becomes (x − shift) · rescale in place, for every column but the first, which becomes `one`; shift, rescale: float64 [column]. */
export function standardise(
  first: i32, last: i32, share: i32, blocks: i32, data: usize, size: i32, shift: usize, rescale: usize, one: f32,
): void {
  for (let b = min(first * share, blocks); b < min(last * share, blocks); b++) {
    for (let j: usize = 0; j < <usize>size; j++) {
      const p = data + (<usize>b * size + j) * COLUMN;
      const off = v128.load64_splat(shift + (j << 3)), by = v128.load64_splat(rescale + (j << 3));
      for (let i: usize = 0; i < COLUMN; i += 16) {
        const x = v128.load(p + i);
        const a = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(low(x), off), by));
        const b = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(high(x), off), by));
        v128.store(p + i, j === 0 ? f32x4.splat(one) : v128.shuffle<i32>(a, b, 0, 1, 4, 5));
      }
    }
  }
}

/** e^x of two float64 ≤ 0, relative error below 3e−16; 0 below −700. */
// @ts-ignore: decorator
@inline function exp2(value: v128): v128 {
  const x = f64x2.max(value, f64x2.splat(-700));
  const n = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)));
  let r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(0.693147180369123816490)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10)));
  let y = f64x2.splat(2.08767569878681e-9); // 1/12!, then 1/11! …
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(2.505210838544172e-8));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(2.755731922398589e-7));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(2.7557319223985893e-6));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(2.48015873015873e-5));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(1.984126984126984e-4));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(1.388888888888889e-3));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(8.333333333333333e-3));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(4.1666666666666664e-2));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(1.6666666666666666e-1));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(0.5));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(1));
  y = f64x2.add(f64x2.mul(y, r), f64x2.splat(1));
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return i64x2.add(y, i64x2.shl(whole, 52));
}

/**
 * Loss, gradient and Hessian of ranges as in `moments`, of every `stride`-th block. beta: float64 [column]; y, weight: float64 a row (weight 0 past
 * the last row); out: float64 [range][1 + size], the loss first; hessian: float64 [range][size][size], lower triangle.
 * `wanted`: 0 loss, 1 gradient too, 2 Hessian too. `unit`: 1 where all weights are 1. `room`: 4 KB + 512 size bytes of
 * this thread.
 */
export function evaluate(
  first: i32, last: i32, share: i32, blocks: i32, stride: i32, data: usize, size: i32, beta: usize, y: usize, weight: usize,
  unit: i32, wanted: i32, out: usize, hessian: usize, room: usize,
): void {
  const residuals = room;
  const curvatures = room + 1024;
  const scaled = room + 4096;
  const outBytes = <usize>(size + 1) << 3;
  const squareBytes = <usize>size * size << 3;
  for (let r = first; r < last; r++) {
    const to = out + <usize>r * outBytes;
    const square = hessian + <usize>r * squareBytes;
    memory.fill(to, 0, outBytes);
    if (wanted > 1) memory.fill(square, 0, squareBytes);
    let loss: f64 = 0;
    for (let b = min(r * share, blocks); b < min((r + 1) * share, blocks); b++) {
      const block = data + <usize>b * stride * size * COLUMN;
      const rows = <usize>b * stride * BLOCK << 3;
      loss += rowsOf(block, size, beta, y + rows, weight + rows, unit, residuals, curvatures);
      if (wanted > 0) addGradient(block, size, residuals, to + 8);
      if (wanted > 1) addHessian(block, size, curvatures, scaled, square);
    }
    store<f64>(to, loss);
  }
}

/** Margins of a block; its loss, and the residuals (float64) and curvatures (float32) of its rows. */
function rowsOf(block: usize, size: i32, beta: usize, y: usize, weight: usize, unit: i32, residuals: usize, curvatures: usize): f64 {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let linear = zero; // Σ w (max(m, 0) − y m)
  let product = one; // Π (1 + e^−|m|): one logarithm a block instead of one a row
  let logs: f64 = 0;
  for (let i: usize = 0; i < COLUMN; i += 16) {
    let a = zero, b = zero;
    let p = block + i;
    for (let j = beta; j < beta + (<usize>size << 3); j += 8, p += COLUMN) {
      const x = v128.load(p), by = v128.load64_splat(j);
      a = f64x2.relaxed_madd(low(x), by, a);
      b = f64x2.relaxed_madd(high(x), by, b);
    }
    let curve = zero;
    for (let half = 0; half < 2; half++) {
      const m = half ? b : a;
      const at = (i << 1) + (<usize>half << 4);
      const target = v128.load(y + at), w = v128.load(weight + at);
      const odds = exp2(f64x2.neg(f64x2.abs(m)));
      const sum = f64x2.add(one, odds);
      const share = f64x2.div(one, sum);
      const positive = f64x2.gt(m, zero);
      const probability = v128.bitselect(share, f64x2.mul(odds, share), positive);
      v128.store(residuals + at, f64x2.mul(w, f64x2.sub(probability, target)));
      const h = f64x2.mul(w, f64x2.mul(odds, f64x2.mul(share, share)));
      curve = half ? v128.shuffle<i32>(curve, f32x4.demote_f64x2_zero(h), 0, 1, 4, 5) : f32x4.demote_f64x2_zero(h);
      linear = f64x2.add(linear, f64x2.mul(w, f64x2.sub(f64x2.max(m, zero), f64x2.mul(target, m))));
      if (unit) product = f64x2.mul(product, v128.bitselect(sum, one, f64x2.gt(w, zero)));
      else
        logs +=
          f64x2.extract_lane(w, 0) * Math.log1p(f64x2.extract_lane(odds, 0)) +
          f64x2.extract_lane(w, 1) * Math.log1p(f64x2.extract_lane(odds, 1));
    }
    v128.store(curvatures + i, curve);
  }
  if (unit) logs = Math.log(f64x2.extract_lane(product, 0)) + Math.log(f64x2.extract_lane(product, 1));
  return logs + across(linear);
}

function addGradient(block: usize, size: i32, residuals: usize, gradient: usize): void {
  let p = block;
  for (let g = gradient; g < gradient + (<usize>size << 3); g += 8, p += COLUMN) {
    let a = f64x2.splat(0), b = a;
    for (let i: usize = 0; i < COLUMN; i += 16) {
      const x = v128.load(p + i);
      a = f64x2.relaxed_madd(low(x), v128.load(residuals + (i << 1)), a);
      b = f64x2.relaxed_madd(high(x), v128.load(residuals + (i << 1), 16), b);
    }
    store<f64>(g, load<f64>(g) + across(f64x2.add(a, b)));
  }
}

// @ts-ignore: decorator
@inline function add(at: usize, v: v128): void {
  store<f64>(at, load<f64>(at) + across(f64x2.add(low(v), high(v))));
}

/** Adds Σ curvature · x_j x_k for k ≤ j, in tiles of three by three columns (above the diagonal of a tile it adds more than is read). */
function addHessian(block: usize, size: i32, curvatures: usize, scaled: usize, square: usize): void {
  for (let at: usize = 0; at < <usize>size * COLUMN; at += COLUMN)
    for (let i: usize = 0; i < COLUMN; i += 16)
      v128.store(scaled + at + i, f32x4.mul(v128.load(block + at + i), v128.load(curvatures + i)));
  const rowBytes = <usize>size << 3;
  let j = 0;
  for (; j + 3 <= size; j += 3) {
    const p = scaled + <usize>j * COLUMN;
    let k = 0;
    for (; k <= j; k += 3) {
      const q = block + <usize>k * COLUMN;
      let aa = f32x4.splat(0), ab = aa, ac = aa, ba = aa, bb = aa, bc = aa, ca = aa, cb = aa, cc = aa;
      for (let i: usize = 0; i < COLUMN; i += 16) {
        const a = v128.load(p + i), b = v128.load(p + i, 512), c = v128.load(p + i, 1024);
        let x = v128.load(q + i);
        aa = f32x4.relaxed_madd(a, x, aa); ba = f32x4.relaxed_madd(b, x, ba); ca = f32x4.relaxed_madd(c, x, ca);
        x = v128.load(q + i, 512);
        ab = f32x4.relaxed_madd(a, x, ab); bb = f32x4.relaxed_madd(b, x, bb); cb = f32x4.relaxed_madd(c, x, cb);
        x = v128.load(q + i, 1024);
        ac = f32x4.relaxed_madd(a, x, ac); bc = f32x4.relaxed_madd(b, x, bc); cc = f32x4.relaxed_madd(c, x, cc);
      }
      const s = square + <usize>j * rowBytes + (<usize>k << 3);
      add(s, aa); add(s + 8, ab); add(s + 16, ac);
      add(s + rowBytes, ba); add(s + rowBytes + 8, bb); add(s + rowBytes + 16, bc);
      add(s + 2 * rowBytes, ca); add(s + 2 * rowBytes + 8, cb); add(s + 2 * rowBytes + 16, cc);
    }
  }
  for (; j < size; j++)
    for (let k = 0; k <= j; k++) {
      let sum = f32x4.splat(0);
      for (let i: usize = 0; i < COLUMN; i += 16)
        sum = f32x4.relaxed_madd(v128.load(scaled + <usize>j * COLUMN + i), v128.load(block + <usize>k * COLUMN + i), sum);
      add(square + <usize>j * rowBytes + (<usize>k << 3), sum);
    }
}
