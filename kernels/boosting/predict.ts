// Walking fitted trees.

/** idx[0 … n) = from, from + 1, … */
export function countUp(idx: usize, from: u32, n: u32): void {
  for (let i: u32 = 0; i < n; i++) store<u32>(idx + (<usize>i << 2), from + i);
}

/** Rows that are scored against one tree before the next: their values and the tree stay in the nearest cache. */
const ROWS_AT_ONCE: usize = 128;

/**
 * The child of `node` for the row at `x`. A node is 16 bytes: float32 threshold, column offset with flags, child if
 * false, child if true (offsets of nodes). True when value > threshold; missing is never true. Flag bit 31 turns the
 * value's sign round, so that missing can go either way. Flag bit 0 (`mixed` only): the threshold is the offset of a
 * set (u32 count of bits, then the bits); true when the value is in it. A leaf is its own child.
 */
// @ts-ignore: decorator
@inline function next(node: usize, x: usize, mixed: bool): usize {
  const flags = load<u32>(node, 4);
  const bits = load<u32>(x + <usize>(flags & 0x7ffffffc));
  let isTrue: bool;
  if (mixed && flags & 1) {
    const value = reinterpret<f32>(bits);
    const code = value >= 0 && value < 16777216 ? <u32>value : 0xffffffff;
    const set = <usize>load<u32>(node);
    isTrue = false;
    if (value === <f32>code && code < load<u32>(set))
      isTrue = ((load<u32>(set + (<usize>(code >>> 5) << 2), 4) >> (code & 31)) & 1) !== 0;
  } else isTrue = reinterpret<f32>(bits ^ (flags & 0x80000000)) > load<f32>(node);
  return <usize>load<u32>(node + (<usize>isTrue << 2), 8);
}

// @ts-ignore: decorator
@inline function add(out: usize, value: f64): void {
  store<f64>(out, load<f64>(out) + value);
}

// @ts-ignore: decorator
@inline function score(
  x: usize, cols: i32, rows: i32, nodes: usize, values: usize, roots: usize, depths: usize, trees: i32, out: usize,
  mixed: bool,
): void {
  const width = <usize>cols << 2;
  for (let start: usize = 0; start < <usize>rows; start += ROWS_AT_ONCE) {
    const stop = min(start + ROWS_AT_ONCE, <usize>rows);
    for (let tree: usize = 0; tree < <usize>trees; tree++) {
      const top = <usize>load<u32>(roots + (tree << 2));
      const depth = load<i32>(depths + (tree << 2));
      // Eight rows walk together, so that their loads overlap. The arrays reach eight rows further than the data.
      for (let i = start; i < stop; i += 8) {
        const x0 = x + i * width, x1 = x0 + width, x2 = x1 + width, x3 = x2 + width;
        const x4 = x3 + width, x5 = x4 + width, x6 = x5 + width, x7 = x6 + width;
        let a = top, b = top, c = top, d = top, e = top, f = top, g = top, h = top;
        for (let level = 0; level < depth; level++) {
          a = next(a, x0, mixed);
          b = next(b, x1, mixed);
          c = next(c, x2, mixed);
          d = next(d, x3, mixed);
          e = next(e, x4, mixed);
          f = next(f, x5, mixed);
          g = next(g, x6, mixed);
          h = next(h, x7, mixed);
        }
        const o = out + (i << 3);
        add(o, load<f64>(values + ((a - nodes) >> 1)));
        add(o + 8, load<f64>(values + ((b - nodes) >> 1)));
        add(o + 16, load<f64>(values + ((c - nodes) >> 1)));
        add(o + 24, load<f64>(values + ((d - nodes) >> 1)));
        add(o + 32, load<f64>(values + ((e - nodes) >> 1)));
        add(o + 40, load<f64>(values + ((f - nodes) >> 1)));
        add(o + 48, load<f64>(values + ((g - nodes) >> 1)));
        add(o + 56, load<f64>(values + ((h - nodes) >> 1)));
      }
    }
  }
}

/**
 * out[i] (float64) += the value of each tree for row i of row-major float32 `x`, trees in order. Node i of the trees
 * has its value at values + 8 i; `roots` are node offsets, `depths` the longest way of each tree. No category nodes.
 */
export function predict(
  x: usize, cols: i32, rows: i32, nodes: usize, values: usize, roots: usize, depths: usize, trees: i32, out: usize,
): void {
  score(x, cols, rows, nodes, values, roots, depths, trees, out, false);
}

/** The same for trees with category nodes. */
export function predictMixed(
  x: usize, cols: i32, rows: i32, nodes: usize, values: usize, roots: usize, depths: usize, trees: i32, out: usize,
): void {
  score(x, cols, rows, nodes, values, roots, depths, trees, out, true);
}

/**
 * Adds one tree's values to the float32 scores of binned rows [from, to). Nodes are 32 bytes: column, kind (0 number,
 * missing right; 1 number, missing left; 2 categories; −1 leaf), highest bin on the left, offset of the left set (256
 * bits), left child, right child (indexes), float64 value.
 */
export function walkBins(bins: usize, stride: usize, from: i32, to: i32, nodes: usize, scores: usize): void {
  for (let i = from; i < to; i++) {
    const row = bins + <usize>i * stride;
    let node = nodes;
    for (;;) {
      const kind = load<i32>(node, 4);
      if (kind < 0) break;
      const bin = <u32>load<u8>(row + <usize>load<u32>(node));
      let left: bool;
      if (kind === 2) left = ((load<u8>(<usize>load<u32>(node, 12) + (bin >> 3)) >> (<u8>bin & 7)) & 1) !== 0;
      else left = ((bin + kind) & 255) <= load<u32>(node, 8) + kind;
      node = nodes + (<usize>(left ? load<u32>(node, 16) : load<u32>(node, 20)) << 5);
    }
    const at = scores + (<usize>i << 2);
    store<f32>(at, load<f32>(at) + <f32>load<f64>(node, 24));
  }
}
