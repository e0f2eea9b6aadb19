// The flat loop of Ward's method: the nearest of all clusters. Centres are float64, one array a column (stride `capacity`
// values, a multiple of 4; unused places hold values so large that they never win). Every pointer is a byte offset.
// The plain-TypeScript reference is src/models/ward/reference.ts.

/**
 * The active cluster nearest to cluster `own` by 2 w v / (w + v) ‖centre − centre‖², of `active` clusters; the lower
 * place wins a tie. Its squared distance is written to `out`. `row`: scratch for one centre (float64 [cols]).
 */
export function nearest(
  centres: usize, capacity: i32, cols: i32, active: i32, own: i32, weights: usize, row: usize, out: usize,
): i32 {
  const stride: usize = <usize>capacity << 3;
  const rowBytes: usize = <usize>cols << 3;
  for (let j: usize = 0, c = centres + (<usize>own << 3); j < rowBytes; j += 8, c += stride) store<f64>(row + j, load<f64>(c));
  const w = f64x2.splat(load<f64>(weights + (<usize>own << 3)));
  const twice = f64x2.add(w, w);
  const infinite = f64x2.splat(Infinity);
  const self = i64x2.splat(own);
  const four = i64x2.splat(4);
  let best0 = infinite, best1 = infinite;
  let at0 = i64x2.splat(-1), at1 = at0;
  let place0 = i64x2(0, 1), place1 = i64x2(2, 3);
  for (let i = 0; i < active; i += 4) {
    const o: usize = <usize>i << 3;
    let s0 = f64x2.splat(0), s1 = s0;
    for (let j: usize = 0, c = centres + o; j < rowBytes; j += 8, c += stride) {
      const v = v128.load64_splat(row + j);
      const a = f64x2.sub(v128.load(c), v), b = f64x2.sub(v128.load(c, 16), v);
      s0 = f64x2.add(s0, f64x2.mul(a, a));
      s1 = f64x2.add(s1, f64x2.mul(b, b));
    }
    const w0 = v128.load(weights + o), w1 = v128.load(weights + o, 16);
    s0 = f64x2.div(f64x2.mul(s0, f64x2.mul(twice, w0)), f64x2.add(w, w0));
    s1 = f64x2.div(f64x2.mul(s1, f64x2.mul(twice, w1)), f64x2.add(w, w1));
    s0 = v128.bitselect(infinite, s0, i64x2.eq(place0, self));
    s1 = v128.bitselect(infinite, s1, i64x2.eq(place1, self));
    const less0 = f64x2.lt(s0, best0), less1 = f64x2.lt(s1, best1);
    best0 = v128.bitselect(s0, best0, less0);
    at0 = v128.bitselect(place0, at0, less0);
    best1 = v128.bitselect(s1, best1, less1);
    at1 = v128.bitselect(place1, at1, less1);
    place0 = i64x2.add(place0, four);
    place1 = i64x2.add(place1, four);
  }
  let best = f64x2.extract_lane(best0, 0);
  let at = i64x2.extract_lane(at0, 0);
  for (let lane = 1; lane < 4; lane++) {
    const b = lane == 1 ? f64x2.extract_lane(best0, 1) : lane == 2 ? f64x2.extract_lane(best1, 0) : f64x2.extract_lane(best1, 1);
    const p = lane == 1 ? i64x2.extract_lane(at0, 1) : lane == 2 ? i64x2.extract_lane(at1, 0) : i64x2.extract_lane(at1, 1);
    if (b < best || (b == best && p < at)) {
      best = b;
      at = p;
    }
  }
  store<f64>(out, best);
  return <i32>at;
}
