import type { DuckDBVector } from "@duckdb/node-api";

/** What the vectors of DuckDB's driver hold: values as they lie in memory, and a bit a value that says whether it is there. */
interface RawVector {
  readonly items?: unknown;
  readonly dataView?: DataView;
  readonly validity?: { readonly data: BigUint64Array | null; readonly offset: number };
}

/** Units of a type in a millisecond; moments become ms since 1970. */
const unitsPerMs: Readonly<Record<string, number>> = {
  DATE: 1 / 86_400_000,
  TIMESTAMP: 1000,
  "TIMESTAMP WITH TIME ZONE": 1000,
};

/**
 * Writes a vector's `n` numbers to `out` from `from` on; NULL becomes NaN, moments become ms since 1970,
 * integers beyond 2^53 the nearest float64. Reads the driver's memory directly: its own getters cost ten times as much.
 */
export function copyNumbers(
  vector: DuckDBVector,
  type: string,
  out: Float64Array,
  from: number,
  n: number,
): void {
  const { items, dataView, validity } = vector as RawVector;
  if (isPlain(items)) copyPlain(items, out, from, n);
  else if (items instanceof BigInt64Array) copyLong(items, out, from, n);
  else if (type === "HUGEINT" && dataView) copyWide(dataView, 4, out, from, n);
  else {
    for (let i = 0; i < n; i++) {
      const value = vector.getItem(i);
      out[from + i] = value === null ? Number.NaN : Number(value);
    }
    return;
  }
  const units = unitsPerMs[type] ?? 1;
  if (units !== 1) for (let i = 0; i < n; i++) out[from + i] = out[from + i]! / units;
  if (validity?.data) blank(validity.data, validity.offset, out, from, n);
}

type Plain =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

function isPlain(items: unknown): items is Plain {
  return ArrayBuffer.isView(items) && !(items instanceof BigInt64Array) && !(items instanceof BigUint64Array);
}

function copyPlain(items: Plain, out: Float64Array, from: number, n: number): void {
  for (let i = 0; i < n; i++) out[from + i] = items[i]!;
}

/** 64-bit integers: reading them as BigInt would cost ten times as much. */
function copyLong(items: BigInt64Array, out: Float64Array, from: number, n: number): void {
  const low = new Uint32Array(items.buffer, items.byteOffset, n * 2);
  const high = new Int32Array(items.buffer, items.byteOffset, n * 2);
  for (let i = 0, w = 0; i < n; i++, w += 2) out[from + i] = high[w + 1]! * 4_294_967_296 + low[w]!;
}

/** Signed little-endian integers of `words` 32-bit words. */
function copyWide(items: ArrayBufferView, words: number, out: Float64Array, from: number, n: number): void {
  const low = new Uint32Array(items.buffer, items.byteOffset, n * words);
  const high = new Int32Array(items.buffer, items.byteOffset, n * words);
  for (let i = 0, w = 0; i < n; i++, w += words) {
    let value = high[w + words - 1]!;
    for (let k = words - 2; k >= 0; k--) value = value * 4_294_967_296 + low[w + k]!;
    out[from + i] = value;
  }
}

/** NaN where the bit of a value is 0. */
function blank(bits: BigUint64Array, offset: number, out: Float64Array, from: number, n: number): void {
  const words = new Uint32Array(bits.buffer, bits.byteOffset, bits.length * 2);
  const end = offset + n;
  for (let bit = offset; bit < end; ) {
    const stop = Math.min(end, (bit | 31) + 1);
    // Gaps are rare: 32 values that are all there are passed by at once.
    if (words[bit >>> 5] === 0xffffffff) bit = stop;
    else
      for (; bit < stop; bit++)
        if (((words[bit >>> 5]! >>> (bit & 31)) & 1) === 0) out[from + bit - offset] = Number.NaN;
  }
}
