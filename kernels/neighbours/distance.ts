// Squared distances: a first look in float32, four or sixteen at a time, and the exact value in float64.
// A difference of two float32 values is rounded once, its square once (twice the difference's error), each addition
// once: the float32 sum lies within a factor 1 ± (columns + 4) 2⁻²⁴ of the true one, and underflow takes off less than
// columns × 2⁻¹⁴⁹. `loose` and `tight` allow twice that, so that what they decide is decided rightly.

const TINY: f64 = 1.1754943508222875e-38;
const GREATEST: f64 = 3.4028234663852886e38;

// @ts-ignore: decorator
@inline function margin(wide: i32): f64 {
  return <f64>(wide + 8) * 1.1920928955078125e-7;
}

/** A float32 sum above this belongs to a squared distance above `limit`. */
// @ts-ignore: decorator
@inline export function loose(limit: f64, wide: i32): f32 {
  return <f32>(limit * (1 + margin(wide)) + TINY);
}

/** A float32 sum of at most this belongs to a squared distance of at most `limit`. */
// @ts-ignore: decorator
@inline export function tight(limit: f64, wide: i32): f32 {
  return <f32>min(limit * (1 - margin(wide)) - TINY, GREATEST);
}

// @ts-ignore: decorator
@inline function across(v: v128): f32 {
  const two = f32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

/** float32 squared distance from a point (one row) to a box; 0 inside. */
// @ts-ignore: decorator
@inline export function toBox(box: usize, row: usize, wideBytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < wideBytes; o += 16) {
    const v = v128.load(row + o);
    const gap = f32x4.pmax(f32x4.splat(0), f32x4.pmax(f32x4.sub(v128.load(box + o), v), f32x4.sub(v, v128.load(box + wideBytes + o))));
    sum = f32x4.relaxed_madd(gap, gap, sum);
  }
  return across(sum);
}

/** float32 squared distance between two boxes; 0 where they meet. */
// @ts-ignore: decorator
@inline export function between(a: usize, b: usize, wideBytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < wideBytes; o += 16) {
    const gap = f32x4.pmax(
      f32x4.splat(0),
      f32x4.pmax(
        f32x4.sub(v128.load(a + o), v128.load(b + wideBytes + o)),
        f32x4.sub(v128.load(b + o), v128.load(a + wideBytes + o)),
      ),
    );
    sum = f32x4.relaxed_madd(gap, gap, sum);
  }
  return across(sum);
}

/** float32 squared distance of the farthest corners of two boxes. */
// @ts-ignore: decorator
@inline export function farthest(a: usize, b: usize, wideBytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let o: usize = 0; o < wideBytes; o += 16) {
    const far = f32x4.pmax(
      f32x4.sub(v128.load(a + wideBytes + o), v128.load(b + o)),
      f32x4.sub(v128.load(b + wideBytes + o), v128.load(a + o)),
    );
    sum = f32x4.relaxed_madd(far, far, sum);
  }
  return across(sum);
}

/** Bit p: point p of a block lies within the float32 limit of the point whose first column in a block is at `q`. */
// @ts-ignore: decorator
@inline export function within(block: usize, q: usize, columnBytes: usize, limit: f32): i32 {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let o: usize = 0; o < columnBytes; o += 64) {
    const v = v128.load32_splat(q + o);
    const p = block + o;
    const w = f32x4.sub(v128.load(p), v), x = f32x4.sub(v128.load(p, 16), v);
    const y = f32x4.sub(v128.load(p, 32), v), z = f32x4.sub(v128.load(p, 48), v);
    a = f32x4.relaxed_madd(w, w, a);
    b = f32x4.relaxed_madd(x, x, b);
    c = f32x4.relaxed_madd(y, y, c);
    d = f32x4.relaxed_madd(z, z, d);
  }
  return lanes(a, b, c, d, f32x4.splat(limit));
}

/** As `within` for two limits: `far` in the lower 16 bits, `near` in the upper. */
// @ts-ignore: decorator
@inline export function withinBoth(block: usize, q: usize, columnBytes: usize, near: f32, far: f32): u32 {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let o: usize = 0; o < columnBytes; o += 64) {
    const v = v128.load32_splat(q + o);
    const p = block + o;
    const w = f32x4.sub(v128.load(p), v), x = f32x4.sub(v128.load(p, 16), v);
    const y = f32x4.sub(v128.load(p, 32), v), z = f32x4.sub(v128.load(p, 48), v);
    a = f32x4.relaxed_madd(w, w, a);
    b = f32x4.relaxed_madd(x, x, b);
    c = f32x4.relaxed_madd(y, y, c);
    d = f32x4.relaxed_madd(z, z, d);
  }
  return <u32>lanes(a, b, c, d, f32x4.splat(far)) | (<u32>lanes(a, b, c, d, f32x4.splat(near)) << 16);
}

// @ts-ignore: decorator
@inline function lanes(a: v128, b: v128, c: v128, d: v128, limit: v128): i32 {
  return (
    i32x4.bitmask(f32x4.le(a, limit)) |
    (i32x4.bitmask(f32x4.le(b, limit)) << 4) |
    (i32x4.bitmask(f32x4.le(c, limit)) << 8) |
    (i32x4.bitmask(f32x4.le(d, limit)) << 12)
  );
}

/** Squared distance of two rows in float64, columns summed in their order. */
// @ts-ignore: decorator
@inline export function exact(a: usize, b: usize, cols: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + (<usize>cols << 2); a < end; a += 4, b += 4) {
    const d = <f64>load<f32>(a) - <f64>load<f32>(b);
    sum += d * d;
  }
  return sum;
}
