// Scoring small trees without walking them: every inner node is tested for 16 rows at once, and each answer strikes out
// the leaves that it makes unreachable (QuickScorer, Lucchese et al., SIGIR 2015; tree by tree here, in registers).

/** Rows of a block. */
const BLOCK: usize = 16;

/**
 * Columns of a block's rows at `turned`: 64 bytes a column, and 64 more with the sign turned round. Rows from `rows` on
 * are beyond the data; the last row stands in for them.
 */
// @ts-ignore: decorator
@inline function turn(x: usize, cols: usize, rows: usize, turned: usize): void {
  const width = cols << 2;
  for (let i: usize = 0; i < BLOCK; i++) {
    const row = x + min(i, rows - 1) * width;
    let to = turned + (i << 2);
    for (let j: usize = 0; j < width; j += 4, to += 128) {
      const bits = load<u32>(row + j);
      store<u32>(to, bits);
      store<u32>(to, bits ^ 0x80000000, 64);
    }
  }
}

// @ts-ignore: decorator
@inline function add(out: usize, leaves: usize, left: u32): void {
  store<f64>(out, load<f64>(out) + load<f64>(leaves + (<usize>ctz(left) << 3)));
}

// @ts-ignore: decorator
@inline function addFour(out: usize, leaves: usize, left: v128): void {
  add(out, leaves, i32x4.extract_lane(left, 0));
  add(out + 8, leaves, i32x4.extract_lane(left, 1));
  add(out + 16, leaves, i32x4.extract_lane(left, 2));
  add(out + 24, leaves, i32x4.extract_lane(left, 3));
}

/**
 * out[i] (float64) += the value of each tree for row i of row-major float32 `x`, trees in order. An inner node is 12
 * bytes: float32 threshold, offset of its column in a block (+ 64 for the sign turned round), and the leaves struck out
 * where value > threshold (missing is never above). Tree t has its nodes at starts[t] … starts[t + 1] (offsets) and 32
 * leaf values, in the order in which nothing struck out reaches them, at leaves + 256 t. `turned`: 128 bytes a column.
 */
export function predictMasks(
  x: usize, cols: i32, rows: i32, starts: usize, leaves: usize, trees: i32, turned: usize, out: usize,
): void {
  const width = <usize>cols << 2;
  const all = i32x4.splat(-1);
  for (let first: usize = 0; first < <usize>rows; first += BLOCK) {
    turn(x + first * width, cols, <usize>rows - first, turned);
    const o = out + (first << 3);
    let node = <usize>load<u32>(starts);
    for (let tree: usize = 0; tree < <usize>trees; tree++) {
      const end = <usize>load<u32>(starts + (tree << 2), 4);
      let a = all, b = all, c = all, d = all;
      for (; node < end; node += 12) {
        const threshold = v128.load32_splat(node);
        const column = turned + <usize>load<u32>(node, 4);
        const struck = v128.load32_splat(node, 8);
        a = v128.andnot(a, v128.and(f32x4.gt(v128.load(column), threshold), struck));
        b = v128.andnot(b, v128.and(f32x4.gt(v128.load(column, 16), threshold), struck));
        c = v128.andnot(c, v128.and(f32x4.gt(v128.load(column, 32), threshold), struck));
        d = v128.andnot(d, v128.and(f32x4.gt(v128.load(column, 48), threshold), struck));
      }
      const values = leaves + (tree << 8);
      addFour(o, values, a);
      addFour(o + 32, values, b);
      addFour(o + 64, values, c);
      addFour(o + 96, values, d);
    }
  }
}
