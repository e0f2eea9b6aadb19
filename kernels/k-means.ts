// Flat loops of K-means. Rows are float32, padded to a multiple of 4 columns; centres lie transposed, [column][slot],
// padded to a multiple of 8 slots. Every pointer is a byte offset into the shared memory. A distance is worked out the
// same way for every row, so that a row's group does not depend on its neighbours.
// The plain-TypeScript reference is src/models/k-means/reference.ts.

/** Rows whose float32 sums are added up before they go to float64. */
const FLUSH: i32 = 512;

// The best group of one row: value and index lane by lane, then over the lanes; the lower index wins a tie.
// @ts-ignore
@inline
function lowest(values: v128, slots: v128): i32 {
  let v = f32x4.pmin(values, v128.shuffle<i32>(values, values, 2, 3, 0, 1));
  v = f32x4.pmin(v, v128.shuffle<i32>(v, v, 1, 0, 3, 2));
  const at = v128.bitselect(slots, i32x4.splat(i32.MAX_VALUE), f32x4.eq(values, v));
  let s = i32x4.min_s(at, v128.shuffle<i32>(at, at, 2, 3, 0, 1));
  s = i32x4.min_s(s, v128.shuffle<i32>(s, s, 1, 0, 3, 2));
  return i32x4.extract_lane(s, 0);
}

// Adds one row to its group's float32 sums and counts it; returns 1 when the group is a new one.
// @ts-ignore
@inline
function settle(p: usize, rowBytes: usize, best: i32, partial: usize, counts: usize, label: usize): i32 {
  const before = load<i32>(label);
  store<i32>(label, best);
  const c = counts + (<usize>best << 2);
  store<i32>(c, load<i32>(c) + 1);
  const s = partial + <usize>best * rowBytes;
  for (let o: usize = 0; o < rowBytes; o += 16) v128.store(s + o, f32x4.add(v128.load(s + o), v128.load(p + o)));
  return i32(before != best);
}

/**
 * One Lloyd step over rows [from, to): the nearest centre of each row into labels, and per group the sum of its rows
 * (float64 [slots][width], added to what is there) and their number (i32 [slots], likewise).
 * centres: float32 [width][slots]; half: float32 [slots], ½‖centre‖² (a huge value in unused slots);
 * partial: scratch, float32 [slots][width]. Returns how many rows changed their group.
 */
export function step(
  rows: usize, from: i32, to: i32, width: i32, centres: usize, half: usize, slots: i32,
  sums: usize, counts: usize, labels: usize, partial: usize,
): i32 {
  const rowBytes: usize = <usize>width << 2;
  const slotBytes: usize = <usize>slots << 2;
  const partialBytes: usize = <usize>slots * rowBytes;
  const lanes = i32x4(0, 1, 2, 3);
  let changed = 0;
  let p = rows + <usize>from * rowBytes;
  for (let i = from; i < to; ) {
    const end = min(i + FLUSH, to);
    memory.fill(partial, 0, partialBytes);
    for (; i + 4 <= end; i += 4) {
      const p1 = p + rowBytes, p2 = p1 + rowBytes, p3 = p2 + rowBytes;
      let va = f32x4.splat(f32.MAX_VALUE), vb = va, vc = va, vd = va;
      let sa = i32x4.splat(0), sb = sa, sc = sa, sd = sa;
      for (let g: usize = 0; g < slotBytes; g += 32) {
        let a0 = v128.load(half + g), a1 = v128.load(half + g, 16);
        let b0 = a0, b1 = a1, c0 = a0, c1 = a1, d0 = a0, d1 = a1;
        let c = centres + g;
        for (let q: usize = 0; q < rowBytes; q += 4, c += slotBytes) {
          const w0 = v128.load(c), w1 = v128.load(c, 16);
          let v = v128.load32_splat(p + q);
          a0 = f32x4.sub(a0, f32x4.mul(v, w0)); a1 = f32x4.sub(a1, f32x4.mul(v, w1));
          v = v128.load32_splat(p1 + q);
          b0 = f32x4.sub(b0, f32x4.mul(v, w0)); b1 = f32x4.sub(b1, f32x4.mul(v, w1));
          v = v128.load32_splat(p2 + q);
          c0 = f32x4.sub(c0, f32x4.mul(v, w0)); c1 = f32x4.sub(c1, f32x4.mul(v, w1));
          v = v128.load32_splat(p3 + q);
          d0 = f32x4.sub(d0, f32x4.mul(v, w0)); d1 = f32x4.sub(d1, f32x4.mul(v, w1));
        }
        const s0 = i32x4.add(i32x4.splat(<i32>(g >> 2)), lanes), s1 = i32x4.add(s0, i32x4.splat(4));
        let less = f32x4.lt(a0, va); va = v128.bitselect(a0, va, less); sa = v128.bitselect(s0, sa, less);
        less = f32x4.lt(a1, va); va = v128.bitselect(a1, va, less); sa = v128.bitselect(s1, sa, less);
        less = f32x4.lt(b0, vb); vb = v128.bitselect(b0, vb, less); sb = v128.bitselect(s0, sb, less);
        less = f32x4.lt(b1, vb); vb = v128.bitselect(b1, vb, less); sb = v128.bitselect(s1, sb, less);
        less = f32x4.lt(c0, vc); vc = v128.bitselect(c0, vc, less); sc = v128.bitselect(s0, sc, less);
        less = f32x4.lt(c1, vc); vc = v128.bitselect(c1, vc, less); sc = v128.bitselect(s1, sc, less);
        less = f32x4.lt(d0, vd); vd = v128.bitselect(d0, vd, less); sd = v128.bitselect(s0, sd, less);
        less = f32x4.lt(d1, vd); vd = v128.bitselect(d1, vd, less); sd = v128.bitselect(s1, sd, less);
      }
      const l = labels + (<usize>i << 2);
      changed += settle(p, rowBytes, lowest(va, sa), partial, counts, l);
      changed += settle(p1, rowBytes, lowest(vb, sb), partial, counts, l + 4);
      changed += settle(p2, rowBytes, lowest(vc, sc), partial, counts, l + 8);
      changed += settle(p3, rowBytes, lowest(vd, sd), partial, counts, l + 12);
      p = p3 + rowBytes;
    }
    for (; i < end; i++, p += rowBytes) {
      let va = f32x4.splat(f32.MAX_VALUE);
      let sa = i32x4.splat(0);
      for (let g: usize = 0; g < slotBytes; g += 16) {
        let a0 = v128.load(half + g);
        let c = centres + g;
        for (let q: usize = 0; q < rowBytes; q += 4, c += slotBytes) {
          a0 = f32x4.sub(a0, f32x4.mul(v128.load32_splat(p + q), v128.load(c)));
        }
        const less = f32x4.lt(a0, va);
        va = v128.bitselect(a0, va, less);
        sa = v128.bitselect(i32x4.add(i32x4.splat(<i32>(g >> 2)), lanes), sa, less);
      }
      changed += settle(p, rowBytes, lowest(va, sa), partial, counts, labels + (<usize>i << 2));
    }
    const cells = slots * width;
    for (let j = 0; j < cells; j++) {
      const a = sums + (<usize>j << 3);
      store<f64>(a, load<f64>(a) + <f64>load<f32>(partial + (<usize>j << 2)));
    }
  }
  return changed;
}

/**
 * `step` over row ranges first … last − 1 of `share` rows each. Every range has sums and counts of its own, so that
 * what they add up to does not depend on how many threads share them.
 */
export function steps(
  first: i32, last: i32, share: i32, count: i32, rows: usize, width: i32, centres: usize, half: usize, slots: i32,
  sums: usize, counts: usize, labels: usize, partial: usize,
): i32 {
  const cells = <usize>slots * <usize>width;
  let changed = 0;
  for (let r = first; r < last; r++) {
    const s = sums + <usize>r * (cells << 3);
    const c = counts + <usize>r * (<usize>slots << 2);
    memory.fill(s, 0, cells << 3);
    memory.fill(c, 0, <usize>slots << 2);
    changed += step(rows, min(r * share, count), min((r + 1) * share, count), width, centres, half, slots, s, c, labels, partial);
  }
  return changed;
}
