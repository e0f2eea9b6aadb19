// Flat loops of K-means. Rows are float32 in blocks of eight, each block column by column ([block][column][8 rows]), so that
// eight rows are worked on in the lanes of two vectors and none needs its neighbours: a row's group does not depend on
// where it stands. Every pointer is a byte offset into the shared memory.
// The plain-TypeScript reference is src/models/k-means/reference.ts.

/** Rows [from, to) of row-major `stage` become rows first + from … of the blocks. */
export function pack(stage: usize, cols: i32, from: i32, to: i32, first: i32, data: usize): void {
  const blockBytes = <usize>cols << 5;
  let p = stage + ((<usize>from * cols) << 2);
  for (let i = from; i < to; i++) {
    const row = <usize>(first + i);
    const end = p + (<usize>cols << 2);
    for (let to = data + (row >> 3) * blockBytes + ((row & 7) << 2); p < end; p += 4, to += 32)
      store<f32>(to, load<f32>(p));
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
@inline function both(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/**
 * Sum of each column over the blocks of ranges first … last − 1 (`share` blocks each, `blocks` in all) → `out`, float64
 * [range][column]. Every range has sums of its own, so that the total does not depend on how many threads share them.
 */
export function sumColumns(first: i32, last: i32, share: i32, blocks: i32, data: usize, cols: i32, out: usize): void {
  const columnBytes = <usize>cols << 3;
  for (let r = first; r < last; r++) {
    const to = out + <usize>r * columnBytes;
    memory.fill(to, 0, columnBytes);
    let p = data + (<usize>min(r * share, blocks) * cols << 5);
    for (let b = min(r * share, blocks); b < min((r + 1) * share, blocks); b++)
      for (let s = to; s < to + columnBytes; s += 8, p += 32) {
        const a = v128.load(p), b = v128.load(p, 16);
        store<f64>(s, load<f64>(s) + both(f64x2.add(f64x2.add(low(a), high(a)), f64x2.add(low(b), high(b)))));
      }
  }
}

/** Takes `offset` (float64 [column]) off every row, in place; sums of what is left, squared, → `out` as in `sumColumns`. */
export function shift(
  first: i32, last: i32, share: i32, rows: i32, data: usize, cols: i32, offset: usize, out: usize,
): void {
  const columnBytes = <usize>cols << 3;
  const whole = rows >> 3;
  for (let r = first; r < last; r++) {
    const to = out + <usize>r * columnBytes;
    memory.fill(to, 0, columnBytes);
    let p = data + (<usize>min(r * share, whole) * cols << 5);
    for (let b = min(r * share, whole); b < min((r + 1) * share, whole); b++)
      for (let j: usize = 0; j < columnBytes; j += 8, p += 32) {
        const off = v128.load64_splat(offset + j);
        const x = v128.load(p), y = v128.load(p, 16);
        const a = f64x2.sub(low(x), off), b = f64x2.sub(high(x), off), c = f64x2.sub(low(y), off), d = f64x2.sub(high(y), off);
        v128.store(p, v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5));
        v128.store(p, v128.shuffle<i32>(f32x4.demote_f64x2_zero(c), f32x4.demote_f64x2_zero(d), 0, 1, 4, 5), 16);
        const squares = f64x2.add(f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b)), f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
        store<f64>(to + j, load<f64>(to + j) + both(squares));
      }
    // The last rows, where they do not fill a block; its other places stay 0.
    if (r * share > whole || (r + 1) * share <= whole) continue;
    for (let j: usize = 0; j < columnBytes; j += 8)
      for (let i = whole << 3; i < rows; i++) {
        const at = data + (<usize>whole * cols << 5) + (j << 2) + (<usize>(i & 7) << 2);
        const v = <f64>load<f32>(at) - load<f64>(offset + j);
        store<f32>(at, <f32>v);
        store<f64>(to + j, load<f64>(to + j) + v * v);
      }
  }
}

/** Moves a row from its group's sum and count to another's; before the first step it has none (label −1). */
function move(p: usize, cols: i32, from: i32, to: i32, sums: usize, counts: usize): void {
  const columnBytes = <usize>cols << 3;
  const c = counts + (<usize>to << 2);
  store<i32>(c, load<i32>(c) + 1);
  const s = sums + <usize>to * columnBytes;
  if (from < 0) {
    for (let j: usize = 0; j < columnBytes; j += 8)
      store<f64>(s + j, load<f64>(s + j) + <f64>load<f32>(p + (j << 2)));
    return;
  }
  const d = counts + (<usize>from << 2);
  store<i32>(d, load<i32>(d) - 1);
  const t = sums + <usize>from * columnBytes;
  for (let j: usize = 0; j < columnBytes; j += 8) {
    const v = <f64>load<f32>(p + (j << 2));
    store<f64>(s + j, load<f64>(s + j) + v);
    store<f64>(t + j, load<f64>(t + j) - v);
  }
}

/**
 * One Lloyd step over ranges as in `sumColumns`: the nearest centre of each row into labels (i32, from −1 on; ties go
 * to the lower group), and each range's sums (float64 [range][group][column]) and counts (i32 [range][group]) brought up
 * to date by the rows that changed their group. centres: float32 [group][column]; half: float32 ½‖centre‖² a group; groups
 * are padded to a multiple of 4 by ones that are infinitely far. `before`: 32 bytes of this thread. Returns how many rows changed.
 */
export function steps(
  first: i32, last: i32, share: i32, rows: i32, data: usize, cols: i32, centres: usize, half: usize, groups: i32,
  sums: usize, counts: usize, labels: usize, before: usize,
): i32 {
  const blocks = (rows + 7) >> 3;
  const rowBytes = <usize>cols << 2;
  let changed = 0;
  for (let r = first; r < last; r++) {
    const s = sums + <usize>r * <usize>groups * (<usize>cols << 3);
    const n = counts + (<usize>r * groups << 2);
    for (let b = min(r * share, blocks); b < min((r + 1) * share, blocks); b++) {
      const block = data + (<usize>b * cols << 5);
      let va = f32x4.splat(f32.MAX_VALUE), vb = va;
      let ga = i32x4.splat(0), gb = ga;
      for (let g = 0; g < groups; g += 4) {
        const h = half + (<usize>g << 2);
        let a0 = v128.load32_splat(h), a1 = v128.load32_splat(h, 4), a2 = v128.load32_splat(h, 8), a3 = v128.load32_splat(h, 12);
        let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
        let c0 = centres + <usize>g * rowBytes;
        let c1 = c0 + rowBytes, c2 = c1 + rowBytes, c3 = c2 + rowBytes;
        for (let p = block, end = block + (<usize>cols << 5); p < end; p += 32) {
          const x = v128.load(p), y = v128.load(p, 16);
          let w = v128.load32_splat(c0);
          a0 = f32x4.relaxed_nmadd(x, w, a0); b0 = f32x4.relaxed_nmadd(y, w, b0);
          w = v128.load32_splat(c1);
          a1 = f32x4.relaxed_nmadd(x, w, a1); b1 = f32x4.relaxed_nmadd(y, w, b1);
          w = v128.load32_splat(c2);
          a2 = f32x4.relaxed_nmadd(x, w, a2); b2 = f32x4.relaxed_nmadd(y, w, b2);
          w = v128.load32_splat(c3);
          a3 = f32x4.relaxed_nmadd(x, w, a3); b3 = f32x4.relaxed_nmadd(y, w, b3);
          c0 += 4; c1 += 4; c2 += 4; c3 += 4;
        }
        let less = f32x4.lt(a0, va); va = f32x4.pmin(va, a0); ga = v128.bitselect(i32x4.splat(g), ga, less);
        less = f32x4.lt(b0, vb); vb = f32x4.pmin(vb, b0); gb = v128.bitselect(i32x4.splat(g), gb, less);
        less = f32x4.lt(a1, va); va = f32x4.pmin(va, a1); ga = v128.bitselect(i32x4.splat(g + 1), ga, less);
        less = f32x4.lt(b1, vb); vb = f32x4.pmin(vb, b1); gb = v128.bitselect(i32x4.splat(g + 1), gb, less);
        less = f32x4.lt(a2, va); va = f32x4.pmin(va, a2); ga = v128.bitselect(i32x4.splat(g + 2), ga, less);
        less = f32x4.lt(b2, vb); vb = f32x4.pmin(vb, b2); gb = v128.bitselect(i32x4.splat(g + 2), gb, less);
        less = f32x4.lt(a3, va); va = f32x4.pmin(va, a3); ga = v128.bitselect(i32x4.splat(g + 3), ga, less);
        less = f32x4.lt(b3, vb); vb = f32x4.pmin(vb, b3); gb = v128.bitselect(i32x4.splat(g + 3), gb, less);
      }
      const l = labels + (<usize>b << 5);
      const oldA = v128.load(l), oldB = v128.load(l, 16);
      if (!v128.any_true(v128.or(v128.xor(oldA, ga), v128.xor(oldB, gb)))) continue;
      v128.store(before, oldA);
      v128.store(before, oldB, 16);
      v128.store(l, ga);
      v128.store(l, gb, 16);
      for (let i: usize = 0, end = <usize>min(8, rows - (b << 3)) << 2; i < end; i += 4) {
        const old = load<i32>(before + i), now = load<i32>(l + i);
        if (now === old) continue;
        changed++;
        move(block + i, cols, old, now, s, n);
      }
    }
  }
  return changed;
}

/**
 * Squared distance of every row to `centre` (float32 [column]), or what `nearest` holds where that is less → `out` (float32,
 * whole blocks). Returns their sum.
 */
export function distances(rows: i32, data: usize, cols: i32, centre: usize, nearest: usize, out: usize): f64 {
  let sum = f64x2.splat(0);
  const whole = rows >> 3;
  let rest: f64 = 0;
  for (let b = 0; b < (rows + 7) >> 3; b++) {
    let x = f32x4.splat(0), y = x;
    let p = data + (<usize>b * cols << 5);
    for (let j: usize = 0; j < <usize>cols << 2; j += 4, p += 32) {
      const c = v128.load32_splat(centre + j);
      const d = f32x4.sub(v128.load(p), c), e = f32x4.sub(v128.load(p, 16), c);
      x = f32x4.add(x, f32x4.mul(d, d));
      y = f32x4.add(y, f32x4.mul(e, e));
    }
    const at = <usize>b << 5;
    if (nearest) {
      x = f32x4.pmin(x, v128.load(nearest + at));
      y = f32x4.pmin(y, v128.load(nearest + at, 16));
    }
    v128.store(out + at, x);
    v128.store(out + at, y, 16);
    if (b < whole) sum = f64x2.add(sum, f64x2.add(f64x2.add(low(x), high(x)), f64x2.add(low(y), high(y))));
    else for (let i = 0; i < (rows & 7); i++) rest += <f64>load<f32>(out + at + (<usize>i << 2));
  }
  return both(sum) + rest;
}

/** Sum of the squared distances of the rows to the centres (float64 [group][column]) of their groups → `out`, float64 [range]. */
export function inertia(
  first: i32, last: i32, share: i32, rows: i32, data: usize, cols: i32, centres: usize, labels: usize, out: usize,
): void {
  const columnBytes = <usize>cols << 3;
  for (let r = first; r < last; r++) {
    let sum: f64 = 0;
    for (let i = min((r * share) << 3, rows); i < min(((r + 1) * share) << 3, rows); i++) {
      const p = data + (<usize>(i >> 3) * cols << 5) + (<usize>(i & 7) << 2);
      const c = centres + <usize>load<i32>(labels + (<usize>i << 2)) * columnBytes;
      for (let j: usize = 0; j < columnBytes; j += 8) {
        const d = <f64>load<f32>(p + (j << 2)) - load<f64>(c + j);
        sum += d * d;
      }
    }
    store<f64>(out + (<usize>r << 3), sum);
  }
}
