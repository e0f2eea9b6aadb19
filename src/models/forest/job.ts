/** Byte offsets of the block that tells the kernel about the forest; the other side is kernels/forest/job.ts. */
export const jobField = {
  bins: 0,
  stride: 4,
  cols: 8,
  rows: 12,
  binCounts: 16,
  kinds: 20,
  targets: 24,
  arms: 28,
  mtry: 32,
  maxDepth: 36,
  binary: 40,
} as const;

export const MIN_LEAF = 48;
export const JOB_BYTES = 64;
/** Bytes of a grown node, of an entry, of a column's histogram, of a thread's room (and 4 more a column). */
export const NODE_BYTES = 48;
export const ENTRY_BYTES = 16;
export const HISTOGRAM_BYTES = 8192;
export const ROOM_BYTES = 3648;
