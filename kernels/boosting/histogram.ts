// Sums of quantised gradients by bin: 256 entries of 8 bytes a column, g in the upper half, h in the lower.
/**
 * Rows that are added up for eight columns before the next eight: those columns' sums (16 KB) stay in the nearest
 * cache, the rows in the next.
 */
const BLOCK: usize = 512;

/** Adds the gradients of `n` pairs to the histogram at `out` (cleared first). */
export function histogram(pairs: usize, n: i32, bins: usize, stride: usize, out: usize, sink: usize): void {
  memory.fill(out, 0, stride << 11);
  const end = pairs + (<usize>n << 3);
  let touched: u32 = 0;
  for (let from = pairs; from < end; from += BLOCK << 3) {
    const to = min(from + (BLOCK << 3), end);
    // Rows lie anywhere in memory: touching their cache lines first lets the misses overlap.
    for (let p = from; p < to; p += 8) touched |= load<u8>(bins + <usize>load<u32>(p) * stride);
    for (let group: usize = 0; group < stride; group += 8) {
      const h = out + (group << 11);
      const eights = bins + group;
      for (let p = from; p < to; p += 8) {
        const packed = load<i32>(p, 4);
        const v = (<i64>(packed >> 16) << 32) + <i64>(packed & 0xffff);
        const eight = load<u64>(eights + <usize>load<u32>(p) * stride);
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
