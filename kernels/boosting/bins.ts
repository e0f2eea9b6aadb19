// Values to bins: value bins 0 … n − 1 by upper edges, MISSING for what is missing or unknown.
const MISSING: u8 = 255;
const EDGE_BYTES: usize = 1024; // 256 float32 a column, padded with +inf
const DIGITS: usize = 2048; // 11-bit digits

/** Key whose unsigned order is the order of the float. */
// @ts-ignore: decorator
@inline function keyOf(x: f32): u32 {
  const bits = reinterpret<u32>(x);
  return bits & 0x80000000 ? ~bits : bits | 0x80000000;
}

// @ts-ignore: decorator
@inline function floatOf(key: u32): f32 {
  return reinterpret<f32>(key & 0x80000000 ? key & 0x7fffffff : ~key);
}

/** One pass of a stable radix sort by 11 bits at `shift`; `counts` holds the digit counts and becomes offsets. */
function sortPass(from: usize, to: usize, n: i32, shift: u32, counts: usize): void {
  let sum: u32 = 0;
  for (let d: usize = 0; d < DIGITS; d++) {
    const c = load<u32>(counts + (d << 2));
    store<u32>(counts + (d << 2), sum);
    sum += c;
  }
  const end = from + (<usize>n << 2);
  for (let p = from; p < end; p += 4) {
    const key = load<u32>(p);
    const slot = counts + (<usize>((key >> shift) & 2047) << 2);
    const at = load<u32>(slot);
    store<u32>(slot, at + 1);
    store<u32>(to + (<usize>at << 2), key);
  }
}

/** The edge between two neighbours low < high: finite, and their middle rounded so that low ≤ edge < high. */
function edgeBetween(low: f32, high: f32): f32 {
  const bottom = max(low, -f32.MAX_VALUE);
  const middle = <f32>((<f64>bottom + <f64>min(high, f32.MAX_VALUE)) * 0.5);
  return middle >= bottom && middle < high ? middle : bottom;
}

/**
 * At most `maxBins` bins of about equal counts for `n` sorted keys: a value that alone fills a bin gets its own, and
 * the bin before it closes when it is half full. Writes the edges and returns how many.
 */
function placeEdges(keys: usize, n: i32, maxBins: i32, edges: usize): i32 {
  let distinct = n > 0 ? 1 : 0;
  for (let i = 1; i < n; i++)
    distinct += i32(load<u32>(keys + (<usize>i << 2)) !== load<u32>(keys + (<usize>(i - 1) << 2)));
  const all = distinct <= maxBins;
  const fair = <f64>n / <f64>maxBins;
  let rest = n;
  let binsLeft = maxBins;
  for (let i = 0; !all && i < n; ) {
    const end = runEnd(keys, n, i);
    if (<f64>(end - i) >= fair) {
      rest -= end - i;
      binsLeft--;
    }
    i = end;
  }
  let target = binsLeft > 0 ? <f64>rest / <f64>binsLeft : 1e300;
  let filled = 0;
  let count = 0;
  let runStart = 0;
  let runStop = runEnd(keys, n, 0);
  while (runStop < n && count < maxBins - 1) {
    const nextStop = runEnd(keys, n, runStop);
    const size = runStop - runStart;
    const big = !all && <f64>size >= fair;
    const nextBig = <f64>(nextStop - runStop) >= fair;
    filled += size;
    if (!big) rest -= size;
    if (all || big || <f64>filled >= target || (nextBig && <f64>filled >= max(1.0, target * 0.5))) {
      const low = floatOf(load<u32>(keys + (<usize>(runStop - 1) << 2)));
      store<f32>(edges + (<usize>count << 2), edgeBetween(low, floatOf(load<u32>(keys + (<usize>runStop << 2)))));
      count++;
      filled = 0;
      if (!big) {
        binsLeft--;
        target = binsLeft > 0 ? <f64>rest / <f64>binsLeft : 1e300;
      }
    }
    runStart = runStop;
    runStop = nextStop;
  }
  return count;
}

/** End of the run of equal keys that starts at `i`. */
function runEnd(keys: usize, n: i32, i: i32): i32 {
  const key = load<u32>(keys + (<usize>i << 2));
  let end = i + 1;
  while (end < n && load<u32>(keys + (<usize>end << 2)) === key) end++;
  return end;
}

/**
 * Edges of the columns thread, thread + threads, … of the row-major sample `x` (rows × cols float32).
 * `scratch`: 2 × rows + 6144 words of this thread. `counts[c]` (i32) becomes the number of edges; category columns
 * (kinds[c] = 1) are left alone.
 */
export function findEdges(
  x: usize, rows: i32, cols: i32, kinds: usize, maxBins: i32, scratch: usize, edges: usize, counts: usize,
  thread: i32, threads: i32,
): void {
  const digits = scratch;
  const a = scratch + DIGITS * 12;
  const b = a + (<usize>rows << 2);
  for (let c = thread; c < cols; c += threads) {
    if (load<u8>(kinds + c) === 1) continue;
    memory.fill(digits, 0, DIGITS * 12);
    let n = 0;
    for (let i = 0; i < rows; i++) {
      const value = load<f32>(x + ((<usize>i * cols + c) << 2)) + <f32>0; // −0 becomes 0
      if (value !== value) continue;
      const key = keyOf(value);
      store<u32>(a + (<usize>n << 2), key);
      n++;
      const d0 = digits + (<usize>(key & 2047) << 2);
      const d1 = digits + (<usize>((key >> 11) & 2047) << 2);
      const d2 = digits + (<usize>(key >> 22) << 2);
      store<u32>(d0, load<u32>(d0) + 1);
      store<u32>(d1, load<u32>(d1, 8192) + 1, 8192);
      store<u32>(d2, load<u32>(d2, 16384) + 1, 16384);
    }
    sortPass(a, b, n, 0, digits);
    sortPass(b, a, n, 11, digits + 8192);
    sortPass(a, b, n, 22, digits + 16384);
    const to = edges + <usize>c * EDGE_BYTES;
    for (let i: usize = 0; i < 256; i++) store<f32>(to + (i << 2), Infinity);
    store<i32>(counts + (<usize>c << 2), n > 0 ? placeEdges(b, n, maxBins, to) : 0);
  }
}

/** Number of edges below x, of 255. */
// @ts-ignore: decorator
@inline function binOf(edges: usize, x: f32): usize {
  let b: usize = select<usize>(512, 0, load<f32>(edges + 508) < x);
  b += select<usize>(256, 0, load<f32>(edges + b + 252) < x);
  b += select<usize>(128, 0, load<f32>(edges + b + 124) < x);
  b += select<usize>(64, 0, load<f32>(edges + b + 60) < x);
  return binOfFew(edges + b, x) + (b >> 2);
}

/** Number of edges below x, of 15. */
// @ts-ignore: decorator
@inline function binOfFew(edges: usize, x: f32): usize {
  let b: usize = select<usize>(32, 0, load<f32>(edges + 28) < x);
  b += select<usize>(16, 0, load<f32>(edges + b + 12) < x);
  b += select<usize>(8, 0, load<f32>(edges + b + 4) < x);
  b += select<usize>(4, 0, load<f32>(edges + b) < x);
  return b >> 2;
}

/**
 * Rows [from, to) of row-major float32 `x` (its row 0 is row `first` of the bins) → row-major bins (`stride` bytes a
 * row) and, where `columns` ≠ 0, column-major bins (`columnStride` bytes a column). Category columns look their code
 * up in a table of bytes: tables[c] = offset, sizes[c] = codes known.
 */
export function binRows(
  x: usize, cols: i32, from: i32, to: i32, first: i32, kinds: usize, edges: usize, counts: usize,
  tables: usize, sizes: usize, bins: usize, stride: usize, columns: usize, columnStride: usize,
): void {
  const spare = columns === 0;
  for (let start = from; start < to; start += 256) {
    const stop = min(start + 256, to);
    for (let c = 0; c < cols; c++) {
      const edge = edges + <usize>c * EDGE_BYTES;
      const category = load<u8>(kinds + c) === 1;
      const few = load<i32>(counts + (<usize>c << 2)) <= 15;
      const table = load<u32>(tables + (<usize>c << 2));
      const size = load<u32>(sizes + (<usize>c << 2));
      let p = x + ((<usize>start * cols + c) << 2);
      let row = bins + <usize>(first + start) * stride + c;
      let column: usize = spare ? 0 : columns + <usize>c * columnStride + <usize>(first + start);
      for (let i = start; i < stop; i++) {
        const value = load<f32>(p);
        let bin: u8;
        if (category) {
          const code = value >= 0 && value < 16777216 ? <u32>value : 0xffffffff;
          bin = value === <f32>code && code < size ? load<u8>(<usize>table + <usize>code) : MISSING;
        } else {
          const at = few ? binOfFew(edge, value) : binOf(edge, value);
          bin = select<u8>(<u8>at, MISSING, value === value);
        }
        store<u8>(row, bin);
        if (!spare) store<u8>(column, bin);
        p += <usize>cols << 2;
        row += stride;
        column++;
      }
    }
  }
}
