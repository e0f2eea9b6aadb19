// Exact path-dependent TreeSHAP, leaf by leaf (the mathematics: src/models/boosting/paths.ts).
const CONDITION: usize = 40;
const LEAF_BYTES: usize = 24;
/** Rows at once: a leaf's table of effects is made once for all of them. */
const BLOCK: i32 = 512;
/** Leaves with more features than this make their effects anew for each row. */
const TABLE_FEATURES = 12;

// Bits of a condition's flags.
const MISSING_HOLDS: i32 = 1;
const CATEGORY: i32 = 2;

/** Which of four values fulfil a number condition: low < x ≤ high, or missing where that is allowed. */
// @ts-ignore: decorator
@inline function holds4(x: v128, low: v128, high: v128, missing: v128): v128 {
  const inside = v128.and(f32x4.gt(x, low), f32x4.le(x, high));
  return v128.or(inside, v128.and(f32x4.ne(x, x), missing));
}

function categoryHolds(value: f32, set: usize, missing: bool): bool {
  const code = value >= 0 && value < 16777216 ? <u32>value : 0xffffffff;
  if (!(value === <f32>code && code < load<u32>(set))) return missing;
  return ((load<u32>(set + (<usize>(code >>> 5) << 2), 4) >> (code & 31)) & 1) !== 0;
}

/**
 * Effects of one leaf's features for one pattern (bit k: condition k holds) → `out`. φ_k = v (o_k − z_k) ∫ Π_{l≠k}
 * (t o_l + (1 − t) z_l) dt, a polynomial of degree features − 1, so that Gauss–Legendre sums it exactly.
 */
function effects(pattern: u32, value: f64, conditions: usize, count: i32, nodes: usize, points: i32, out: usize): void {
  memory.fill(out, 0, <usize>count << 3);
  for (let q = 0; q < points; q++) {
    const t = load<f64>(nodes + (<usize>q << 4));
    const weight = load<f64>(nodes + (<usize>q << 4), 8) * value;
    let product: f64 = 1;
    for (let k = 0; k < count; k++) {
      const z = load<f64>(conditions + <usize>k * CONDITION, 24) * (1 - t);
      product *= (pattern >> k) & 1 ? z + t : z;
    }
    for (let k = 0; k < count; k++) {
      const zero = load<f64>(conditions + <usize>k * CONDITION, 24);
      const one = <f64>((pattern >> k) & 1);
      const own = zero * (1 - t) + one * t;
      const at = out + (<usize>k << 3);
      store<f64>(at, load<f64>(at) + ((weight * product) / own) * (one - zero));
    }
  }
}

/**
 * Effects of rows [0, rows) of row-major float32 `x` → row-major float64 `out` (rows × cols), all trees summed. `leaves`: 24
 * bytes each: float64 value, u32 offset of its conditions, i32 how many (at most 32), u32 offset of its quadrature
 * (t, weight pairs), i32 points. A condition is 40 bytes: float32 low, high, i32 column, flags, u32 offset of a set,
 * (4 spare), float64 share of rows that go its way, (8 spare). `room`: 4 KB + 512 (cols) (12) + 2^12 × 100 bytes.
 */
export function shap(x: usize, cols: i32, rows: i32, leaves: usize, leafCount: i32, out: usize, room: usize): void {
  const patterns = room;
  const xs = patterns + <usize>BLOCK * 4 + 512;
  const sums = xs + (<usize>(BLOCK * cols) << 2);
  const stamps = sums + (<usize>(BLOCK * cols) << 3);
  const table = stamps + (1 << TABLE_FEATURES) * 4;
  memory.fill(stamps, 0, (1 << TABLE_FEATURES) * 4);
  let stamp = 0;
  for (let start = 0; start < rows; start += BLOCK) {
    const n = min(BLOCK, rows - start);
    memory.fill(sums, 0, <usize>(BLOCK * cols) << 3);
    for (let i = 0; i < n; i++)
      for (let c = 0; c < cols; c++)
        store<f32>(xs + (<usize>(c * BLOCK + i) << 2), load<f32>(x + (<usize>((start + i) * cols + c) << 2)));
    for (let leaf = 0; leaf < leafCount; leaf++) {
      const head = leaves + <usize>leaf * LEAF_BYTES;
      stamp++;
      patternsOf(head, xs, n, patterns);
      addLeaf(head, patterns, n, sums, table, stamps, stamp);
    }
    for (let i = 0; i < n; i++)
      for (let c = 0; c < cols; c++)
        store<f64>(out + (<usize>((start + i) * cols + c) << 3), load<f64>(sums + (<usize>(c * BLOCK + i) << 3)));
  }
}

/** Which conditions of the leaf hold, as bits, for each of `n` rows. */
function patternsOf(head: usize, xs: usize, n: i32, patterns: usize): void {
  const conditions = <usize>load<u32>(head, 8);
  const count = load<i32>(head, 12);
  memory.fill(patterns, 0, <usize>(BLOCK << 2));
  for (let k = 0; k < count; k++) {
    const condition = conditions + <usize>k * CONDITION;
    const flags = load<i32>(condition, 12);
    const column = xs + <usize>(load<i32>(condition, 8) * BLOCK * 4);
    const bit = <u32>1 << k;
    if (flags & CATEGORY) {
      const set = <usize>load<u32>(condition, 16);
      for (let i: usize = 0; i < <usize>n << 2; i += 4) {
        if (categoryHolds(load<f32>(column + i), set, (flags & MISSING_HOLDS) !== 0))
          store<u32>(patterns + i, load<u32>(patterns + i) | bit);
      }
      continue;
    }
    const low = v128.load32_splat(condition);
    const high = v128.load32_splat(condition, 4);
    const missing = i32x4.splat(flags & MISSING_HOLDS ? -1 : 0);
    const bits = i32x4.splat(<i32>bit);
    for (let i: usize = 0; i < <usize>n << 2; i += 16) {
      const held = holds4(v128.load(column + i), low, high, missing);
      v128.store(patterns + i, v128.or(v128.load(patterns + i), v128.and(held, bits)));
    }
  }
}

function addLeaf(head: usize, patterns: usize, n: i32, sums: usize, table: usize, stamps: usize, stamp: i32): void {
  const value = load<f64>(head);
  const conditions = <usize>load<u32>(head, 8);
  const count = load<i32>(head, 12);
  const nodes = <usize>load<u32>(head, 16);
  const points = load<i32>(head, 20);
  const rowBytes = <usize>count << 3;
  if (count > TABLE_FEATURES) {
    for (let i: usize = 0; i < <usize>n; i++) {
      effects(load<u32>(patterns + (i << 2)), value, conditions, count, nodes, points, table);
      for (let k: usize = 0; k < <usize>count; k++) {
        const at = sums + (<usize>load<i32>(conditions + k * CONDITION, 8) << 12) + (i << 3);
        store<f64>(at, load<f64>(at) + load<f64>(table + (k << 3)));
      }
    }
    return;
  }
  for (let i: usize = 0; i < <usize>n << 2; i += 4) {
    const pattern = load<u32>(patterns + i);
    const known = stamps + (<usize>pattern << 2);
    if (load<i32>(known) !== stamp) {
      store<i32>(known, stamp);
      effects(pattern, value, conditions, count, nodes, points, table + <usize>pattern * rowBytes);
    }
    store<u32>(patterns + i, pattern * <u32>rowBytes);
  }
  for (let k: usize = 0; k < <usize>count; k++) {
    let at = sums + (<usize>load<i32>(conditions + k * CONDITION, 8) << 12);
    const own = table + (k << 3);
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      store<f64>(at, load<f64>(at) + load<f64>(own + <usize>load<u32>(patterns + i)));
      at += 8;
    }
  }
}
