// Sums of quantised gradients by bin: 256 entries of 8 bytes a column, g in the upper half, h in the lower.
const BLOCK: usize = 32;

/**
 * Adds the gradients of `n` pairs to the histogram at `out` (cleared first). Rows of bins lie anywhere in memory:
 * touching a block's cache lines first lets the misses overlap.
 */
export function histogram(pairs: usize, n: i32, bins: usize, stride: usize, out: usize, sink: usize): void {
  memory.fill(out, 0, stride << 11);
  const end = pairs + (<usize>n << 3);
  let touched: u32 = 0;
  for (let from = pairs; from < end; from += BLOCK << 3) {
    const to = min(from + (BLOCK << 3), end);
    for (let p = from; p < to; p += 8) touched |= load<u8>(bins + <usize>load<u32>(p) * stride);
    for (let p = from; p < to; p += 8) {
      const packed = load<i32>(p, 4);
      const v = (<i64>(packed >> 16) << 32) + <i64>(packed & 0xffff);
      let row = bins + <usize>load<u32>(p) * stride;
      const rowEnd = row + stride;
      let h = out;
      while (row < rowEnd) {
        const eight = load<u64>(row);
        const low = <u32>eight;
        const high = <u32>(eight >> 32);
        let a: usize;
        a = h + ((low << 3) & 0x7f8);
        store<i64>(a, load<i64>(a) + v);
        a = h + ((low >> 5) & 0x7f8);
        store<i64>(a, load<i64>(a, 2048) + v, 2048);
        a = h + ((low >> 13) & 0x7f8);
        store<i64>(a, load<i64>(a, 4096) + v, 4096);
        a = h + ((low >> 21) & 0x7f8);
        store<i64>(a, load<i64>(a, 6144) + v, 6144);
        a = h + ((high << 3) & 0x7f8);
        store<i64>(a, load<i64>(a, 8192) + v, 8192);
        a = h + ((high >> 5) & 0x7f8);
        store<i64>(a, load<i64>(a, 10240) + v, 10240);
        a = h + ((high >> 13) & 0x7f8);
        store<i64>(a, load<i64>(a, 12288) + v, 12288);
        a = h + ((high >> 21) & 0x7f8);
        store<i64>(a, load<i64>(a, 14336) + v, 14336);
        row += 8;
        h += 16384;
      }
    }
  }
  store<u32>(sink, touched);
}

/** a += b, `bytes` long. */
export function addTo(a: usize, b: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(a + i, i64x2.add(v128.load(a + i), v128.load(b + i)));
}

/** a −= b, `bytes` long. */
export function takeFrom(a: usize, b: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(a + i, i64x2.sub(v128.load(a + i), v128.load(b + i)));
}
