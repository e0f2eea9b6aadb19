// What all threads know of the forest that grows; the other side is src/models/forest/job.ts.
export const BINS: usize = 0;
export const STRIDE: usize = 4;
export const COLS: usize = 8;
export const ROWS: usize = 12;
/** i32 value bins a column. */
export const BIN_COUNTS: usize = 16;
/** u8 a column: 0 number, 1 category. */
export const KINDS: usize = 20;
/** float32 weight, weight × outcome a row. */
export const TARGETS: usize = 24;
/** u8 arm a row (0 control, 1 treated); 0 = no arms. */
export const ARMS: usize = 28;
/** Columns drawn for a split. */
export const MTRY: usize = 32;
export const MAX_DEPTH: usize = 36;
/** 1 = outcomes are 0 and 1. */
export const BINARY: usize = 40;
/** float64: least weight of a leaf (of each arm in it, where there are arms). */
export const MIN_LEAF: usize = 48;

/** Bin of missing and unknown values. */
export const MISSING: i32 = 255;

// A node: i32 column (−1 = leaf), highest rank that goes left, left child (the right one follows it), whether missing
// goes left; float64 weight and weighted outcome, of the control arm and of the treated.
export const NODE: usize = 48;
export const N_BIN: usize = 4;
export const N_LEFT: usize = 8;
export const N_MISSING: usize = 12;
export const N_SUMS: usize = 16;

// An entry: float32 weight, weight × outcome, u32 row, u32 4096 × arm (the way to its histogram).
export const ENTRY: usize = 16;

// Room of a thread: histograms (8 KB a column), the order of columns, the lists below.
export const ROOM_OCCUPIED: usize = 0; // u64[4]
export const ROOM_LIST: usize = 32; // u8[256]: occupied ranks
export const ROOM_ALL: usize = 288; // u8[256]: 0, 1, … 255
export const ROOM_STACK: usize = 544; // 64 × i32[4]
export const ROOM_SINK: usize = 1568;
export const ROOM_KEYS: usize = 1600; // f64[256]
export const ROOM_COLUMNS: usize = 3648; // i32 a column
