/** What one file may cost: the child that reads it is stopped, or the row rejected, beyond these. */
export interface Limits {
  readonly columns: number;
  /** Bytes (UTF-8) of one field and of one row. */
  readonly fieldBytes: number;
  readonly rowBytes: number;
  /** A packed file may grow to `inflateRatio` times its size once it is past `inflateFreeBytes`. */
  readonly inflateRatio: number;
  readonly inflateFreeBytes: number;
  /** Memory of the child: of its JavaScript, and of its DuckDB. */
  readonly heapMb: number;
  readonly memoryMb: number;
  readonly seconds: number;
}

export const defaultLimits: Limits = {
  columns: 2000,
  fieldBytes: 1 << 20,
  rowBytes: 2_000_000,
  inflateRatio: 100,
  inflateFreeBytes: 64 << 20,
  heapMb: 192,
  memoryMb: 384,
  seconds: 1800,
};
