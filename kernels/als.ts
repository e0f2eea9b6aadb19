// Alternating least squares by conjugate gradients (Takács, Pilászy and Tikk 2011). Factors are float32 rows, padded to a
// multiple of 16 columns. Every pointer is a byte offset into the shared memory. A row's factors depend on nothing but
// the other side's, so the result is the same whichever thread solves it.
// The plain-TypeScript reference is src/models/als/reference.ts.

/** Rows a thread takes at a time from the common counter. */
const BATCH: i32 = 64;
/** Ranges of rows whose products are summed apart, so that the sum does not depend on the number of threads. */
const RANGES: i32 = 16;

// @ts-ignore
@inline
function across(v: v128): f32 {
  v = f32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  v = f32x4.add(v, v128.shuffle<i32>(v, v, 1, 0, 3, 2));
  return f32x4.extract_lane(v, 0);
}

function dot(a: usize, b: usize, bytes: usize): f32 {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let o: usize = 0; o < bytes; o += 64) {
    s0 = f32x4.relaxed_madd(v128.load(a + o), v128.load(b + o), s0);
    s1 = f32x4.relaxed_madd(v128.load(a + o, 16), v128.load(b + o, 16), s1);
    s2 = f32x4.relaxed_madd(v128.load(a + o, 32), v128.load(b + o, 32), s2);
    s3 = f32x4.relaxed_madd(v128.load(a + o, 48), v128.load(b + o, 48), s3);
  }
  return across(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

// y += t x
function addScaled(t: f32, x: usize, y: usize, bytes: usize): void {
  const v = f32x4.splat(t);
  for (let o: usize = 0; o < bytes; o += 64) {
    v128.store(y + o, f32x4.relaxed_madd(v, v128.load(x + o), v128.load(y + o)));
    v128.store(y + o, f32x4.relaxed_madd(v, v128.load(x + o, 16), v128.load(y + o, 16)), 16);
    v128.store(y + o, f32x4.relaxed_madd(v, v128.load(x + o, 32), v128.load(y + o, 32)), 32);
    v128.store(y + o, f32x4.relaxed_madd(v, v128.load(x + o, 48), v128.load(y + o, 48)), 48);
  }
}

/** Dot products of four rows with `p` in the lanes of one vector: p is loaded once for all of them. */
// @ts-ignore
@inline
function dots(a: usize, b: usize, c: usize, d: usize, p: usize, bytes: usize): v128 {
  let a0 = f32x4.splat(0), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (let o: usize = 0; o < bytes; o += 32) {
    const v = v128.load(p + o), w = v128.load(p + o, 16);
    a0 = f32x4.relaxed_madd(v, v128.load(a + o), a0); a1 = f32x4.relaxed_madd(w, v128.load(a + o, 16), a1);
    b0 = f32x4.relaxed_madd(v, v128.load(b + o), b0); b1 = f32x4.relaxed_madd(w, v128.load(b + o, 16), b1);
    c0 = f32x4.relaxed_madd(v, v128.load(c + o), c0); c1 = f32x4.relaxed_madd(w, v128.load(c + o, 16), c1);
    d0 = f32x4.relaxed_madd(v, v128.load(d + o), d0); d1 = f32x4.relaxed_madd(w, v128.load(d + o, 16), d1);
  }
  a0 = f32x4.add(a0, a1); b0 = f32x4.add(b0, b1); c0 = f32x4.add(c0, c1); d0 = f32x4.add(d0, d1);
  const ab = f32x4.add(v128.shuffle<i32>(a0, b0, 0, 4, 1, 5), v128.shuffle<i32>(a0, b0, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c0, d0, 0, 4, 1, 5), v128.shuffle<i32>(c0, d0, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

// y += t[0] a + t[1] b + t[2] c + t[3] d
// @ts-ignore
@inline
function addFour(t: v128, a: usize, b: usize, c: usize, d: usize, y: usize, bytes: usize): void {
  const ta = v128.shuffle<i32>(t, t, 0, 0, 0, 0), tb = v128.shuffle<i32>(t, t, 1, 1, 1, 1);
  const tc = v128.shuffle<i32>(t, t, 2, 2, 2, 2), td = v128.shuffle<i32>(t, t, 3, 3, 3, 3);
  for (let o: usize = 0; o < bytes; o += 16) {
    const ab = f32x4.relaxed_madd(tb, v128.load(b + o), f32x4.mul(ta, v128.load(a + o)));
    const cd = f32x4.relaxed_madd(td, v128.load(d + o), f32x4.mul(tc, v128.load(c + o)));
    v128.store(y + o, f32x4.add(v128.load(y + o), f32x4.add(ab, cd)));
  }
}

// out = G p, G symmetric, of a multiple of 16 rows
function times(g: usize, p: usize, out: usize, bytes: usize): void {
  for (let j: usize = 0; j < bytes; j += 16, g += bytes << 2)
    v128.store(out + j, dots(g, g + bytes, g + 2 * bytes, g + 3 * bytes, p, bytes));
}

/**
 * YᵀY over the ranges this thread takes from the counter (i32, set to 0 before): the range's own float32 [width][width]
 * block of `partial` is filled anew.
 */
export function gram(counter: usize, factors: usize, rows: i32, width: i32, partial: usize): void {
  const bytes: usize = <usize>width << 2;
  const block: usize = bytes * <usize>width;
  for (;;) {
    const range = atomic.add<i32>(counter, 1);
    if (range >= RANGES) return;
    const from = <i32>((<i64>rows * range) / RANGES);
    const to = <i32>((<i64>rows * (range + 1)) / RANGES);
    const out = partial + <usize>range * block;
    memory.fill(out, 0, block);
    let i = from;
    let y = factors + <usize>from * bytes;
    for (; i + 4 <= to; i += 4, y += bytes << 2) {
      const y1 = y + bytes, y2 = y1 + bytes, y3 = y2 + bytes;
      for (let j: usize = 0, g = out; j < bytes; j += 4, g += bytes) {
        const a = v128.load32_splat(y + j), b = v128.load32_splat(y1 + j);
        const c = v128.load32_splat(y2 + j), d = v128.load32_splat(y3 + j);
        for (let o: usize = 0; o < bytes; o += 16) {
          const ab = f32x4.relaxed_madd(a, v128.load(y + o), f32x4.mul(b, v128.load(y1 + o)));
          const cd = f32x4.relaxed_madd(c, v128.load(y2 + o), f32x4.mul(d, v128.load(y3 + o)));
          v128.store(g + o, f32x4.add(v128.load(g + o), f32x4.add(ab, cd)));
        }
      }
    }
    for (; i < to; i++, y += bytes)
      for (let j: usize = 0, g = out; j < bytes; j += 4, g += bytes) addScaled(load<f32>(y + j), y, g, bytes);
  }
}

/**
 * Solves rows taken from the counter in batches: (G + Σ weight y yᵀ) x = Σ target y over a row's entries, by at most
 * `steps` conjugate-gradient steps from the row's present factors. start: i32 [rows + 1]; index, weight, target: one an
 * entry; scratch: 3 × width float32 of this thread's own.
 */
export function solve(
  counter: usize, rows: i32, x: usize, y: usize, width: i32, g: usize,
  start: usize, index: usize, weight: usize, target: usize, scratch: usize, steps: i32,
): void {
  const bytes: usize = <usize>width << 2;
  for (;;) {
    const from = atomic.add<i32>(counter, BATCH);
    if (from >= rows) return;
    const to = min(from + BATCH, rows);
    for (let i = from; i < to; i++)
      solveRow(x + <usize>i * bytes, y, bytes, g, load<i32>(start + (<usize>i << 2)), load<i32>(start + (<usize>i << 2), 4), index, weight, target, scratch, steps);
  }
}

// Where the factors of the entry at `index` lie.
// @ts-ignore
@inline
function row(y: usize, index: usize, bytes: usize): usize {
  return y + <usize>load<i32>(index) * bytes;
}

function solveRow(
  x: usize, y: usize, bytes: usize, g: usize, first: i32, end: i32,
  index: usize, weight: usize, target: usize, scratch: usize, steps: i32,
): void {
  if (first === end) {
    memory.fill(x, 0, bytes);
    return;
  }
  const r = scratch, p = scratch + bytes, ap = p + bytes;
  times(g, x, r, bytes);
  for (let o: usize = 0; o < bytes; o += 16) v128.store(r + o, f32x4.neg(v128.load(r + o)));
  const last = <usize>end << 2;
  let k = <usize>first << 2;
  for (; k + 16 <= last; k += 16) {
    const a = row(y, index + k, bytes), b = row(y, index + k + 4, bytes), c = row(y, index + k + 8, bytes), d = row(y, index + k + 12, bytes);
    const told = f32x4.mul(v128.load(weight + k), dots(a, b, c, d, x, bytes));
    addFour(f32x4.sub(v128.load(target + k), told), a, b, c, d, r, bytes);
  }
  for (; k < last; k += 4) {
    const yi = row(y, index + k, bytes);
    addScaled(load<f32>(target + k) - load<f32>(weight + k) * dot(yi, x, bytes), yi, r, bytes);
  }
  memory.copy(p, r, bytes);
  let before = dot(r, r, bytes);
  for (let step = 0; step < steps && before > 1e-20; step++) {
    times(g, p, ap, bytes);
    for (k = <usize>first << 2; k + 16 <= last; k += 16) {
      const a = row(y, index + k, bytes), b = row(y, index + k + 4, bytes), c = row(y, index + k + 8, bytes), d = row(y, index + k + 12, bytes);
      addFour(f32x4.mul(v128.load(weight + k), dots(a, b, c, d, p, bytes)), a, b, c, d, ap, bytes);
    }
    for (; k < last; k += 4) {
      const yi = row(y, index + k, bytes);
      addScaled(load<f32>(weight + k) * dot(yi, p, bytes), yi, ap, bytes);
    }
    const along = before / dot(p, ap, bytes);
    addScaled(along, p, x, bytes);
    addScaled(-along, ap, r, bytes);
    const now = dot(r, r, bytes);
    const beta = f32x4.splat(now / before);
    for (let o: usize = 0; o < bytes; o += 16) v128.store(p + o, f32x4.add(v128.load(r + o), f32x4.mul(beta, v128.load(p + o))));
    before = now;
  }
}
