// First and second derivatives of the loss, quantised: sums of integers are exact, so they do not depend on threads.
const LOG_LOSS = 0;
const SQUARED = 1;

/** e^x of four floats, relative error below 2e−7, x clamped to ±80 (Cephes' polynomial). */
// @ts-ignore: decorator
@inline function exp4(value: v128): v128 {
  const x = f32x4.min(f32x4.max(value, f32x4.splat(-80)), f32x4.splat(80));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let y = f32x4.splat(1.9875691e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.3981999e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.333452e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.1665796e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.6666665e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(0.5));
  y = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(y, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}

/** What the model expects of four rows: probability, value or rate, by their raw scores. */
// @ts-ignore: decorator
@inline function expected(loss: i32, score: v128): v128 {
  if (loss === SQUARED) return score;
  const one = f32x4.splat(1);
  return loss === LOG_LOSS ? f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(score)))) : exp4(score);
}

/** Second derivative by what is expected. */
// @ts-ignore: decorator
@inline function curvature(loss: i32, mean: v128): v128 {
  if (loss === SQUARED) return f32x4.splat(1);
  return loss === LOG_LOSS ? f32x4.mul(mean, f32x4.sub(f32x4.splat(1), mean)) : mean;
}

/** Greatest absolute first and second derivative of rows [from, to) → out[0], out[1] (float64). */
export function gradientRange(
  loss: i32, score: usize, y: usize, weight: usize, from: i32, to: i32, out: usize,
): void {
  let most: f64 = 0;
  let steepest: f64 = 0;
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2;
    const w = weight ? v128.load(weight + at) : f32x4.splat(1);
    const mean = expected(loss, v128.load(score + at));
    const g = f32x4.abs(f32x4.mul(f32x4.sub(mean, v128.load(y + at)), w));
    const h = f32x4.mul(curvature(loss, mean), w);
    for (let lane = 0; lane < min(4, to - i); lane++) {
      v128.store(out, g);
      most = max(most, <f64>load<f32>(out + (lane << 2)));
      v128.store(out, h);
      steepest = max(steepest, <f64>load<f32>(out + (lane << 2)));
    }
  }
  store<f64>(out, most);
  store<f64>(out, steepest, 8);
}

/** Four 32-bit hashes of the row numbers: the dice of the rounding, the same whichever thread throws them. */
// @ts-ignore: decorator
@inline function hash4(rows: v128, seed: i32): v128 {
  let h = i32x4.add(i32x4.mul(rows, i32x4.splat(0x9e3779b1)), i32x4.splat(seed));
  h = v128.xor(h, i32x4.shr_u(h, 15));
  h = i32x4.mul(h, i32x4.splat(0x85ebca77));
  h = v128.xor(h, i32x4.shr_u(h, 13));
  h = i32x4.mul(h, i32x4.splat(0xc2b2ae3d));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/**
 * For rows [from, to): pairs (row number u32, quantised gradient g << 16 | h) from `pairs + 8 from` on, of the rows
 * kept when only `keep` of 2^32 are wanted (0 = all). g and h are rounded up or down at random in proportion, so
 * that sums are unbiased. Returns the rows kept; their sums go to out[0] (g) and out[1] (h), that of g² / weight in units of
 * 256 to out[2], float64.
 * `from` is a multiple of 4; all arrays reach to the next multiple of 4 after `to`.
 */
export function gradients(
  loss: i32, score: usize, y: usize, weight: usize, from: i32, to: i32, scaleG: f32, scaleH: f32,
  seed: i32, keep: u32, pairs: usize, out: usize,
): i32 {
  let sumG: i64 = 0;
  let sumH: i64 = 0;
  let squares: i64 = 0;
  let p = pairs + (<usize>from << 3);
  const begin = p;
  let rows = i32x4.add(i32x4.splat(from), i32x4(0, 1, 2, 3));
  const low = i32x4.splat(0xffff);
  const unit = f32x4.splat(1.0 / 65536.0);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2;
    const w = weight ? v128.load(weight + at) : f32x4.splat(1);
    const mean = expected(loss, v128.load(score + at));
    const first = f32x4.mul(f32x4.sub(mean, v128.load(y + at)), w);
    const second = f32x4.mul(curvature(loss, mean), w);
    const dice = hash4(rows, seed);
    const upG = f32x4.mul(f32x4.convert_i32x4_u(v128.and(dice, low)), unit);
    const upH = f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(dice, 16)), unit);
    const g = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(first, f32x4.splat(scaleG)), upG)));
    let h = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(f32x4.mul(second, f32x4.splat(scaleH)), upH)));
    h = i32x4.min_s(i32x4.max_s(h, i32x4.splat(1)), low);
    const packed = v128.or(i32x4.shl(g, 16), h);
    v128.store(p, i8x16.shuffle(rows, packed, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23));
    v128.store(p, i8x16.shuffle(rows, packed, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31), 16);
    const live = min(4, to - i);
    let q = p;
    for (let lane = 0; lane < live; lane++) {
      const pair = load<u64>(p + (<usize>lane << 3));
      if (keep) {
        // Other dice than the rounding's: whether a row is kept must not depend on how it is rounded.
        let d = (<u32>pair ^ <u32>seed) * 0x27d4eb2f;
        d = (d ^ (d >> 15)) * 0x2c1b3c6d;
        d = (d ^ (d >> 12)) * 0x297a2d39;
        if ((d ^ (d >> 15)) >= keep) continue;
      }
      store<u64>(q, pair);
      q += 8;
      const packedOne = <i32>(pair >> 32);
      const g = packedOne >> 16;
      sumG += g;
      squares += weight
        ? <i64>(<f64>(g * g) / <f64>load<f32>(weight + (<usize>(<u32>pair) << 2))) >> 8
        : <i64>((g * g) >> 8);
      sumH += packedOne & 0xffff;
    }
    p = q;
    rows = i32x4.add(rows, i32x4.splat(4));
  }
  store<f64>(out, <f64>sumG);
  store<f64>(out, <f64>sumH, 8);
  store<f64>(out, <f64>squares, 16);
  return <i32>((p - begin) >> 3);
}
