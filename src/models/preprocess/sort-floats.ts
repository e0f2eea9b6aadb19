const BITS = 11;
const BUCKETS = 1 << BITS;

/**
 * The finite values in ascending order (−0 before 0), in time that grows with their number only: radix sort by three
 * digits of 11 bits (Knuth, TAOCP 3, 5.2.5) of the bits, turned so that they order as the values do.
 */
export function sortedFloats(values: Float32Array): Float32Array {
  let from = new Uint32Array(values.length);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) from[i] = bits[i]! & 0x80000000 ? ~bits[i]! : bits[i]! ^ 0x80000000;
  let to = new Uint32Array(values.length);
  const ends = new Int32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += BITS) {
    ends.fill(0);
    for (const key of from) ends[(key >>> shift) & (BUCKETS - 1)]!++;
    let before = 0;
    for (let b = 0; b < BUCKETS; b++) {
      const many = ends[b]!;
      ends[b] = before;
      before += many;
    }
    for (const key of from) to[ends[(key >>> shift) & (BUCKETS - 1)]!++] = key;
    [from, to] = [to, from];
  }
  for (let i = 0; i < from.length; i++) {
    const key = from[i]!;
    from[i] = key & 0x80000000 ? key ^ 0x80000000 : ~key;
  }
  return new Float32Array(from.buffer);
}
