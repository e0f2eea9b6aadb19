// What all threads know of the tree that grows: fields of one block, at these byte offsets. The other side is
// src/models/boosting/job.ts; keep the two alike.
export const CONTROL: usize = 0;
export const THREADS: usize = 4;
export const COLS: usize = 8;
export const STRIDE: usize = 12;
export const BINS: usize = 16;
export const COLUMNS: usize = 20;
export const COLUMN_STRIDE: usize = 24;
export const PAIRS: usize = 28;
export const SPARE: usize = 32;
export const OWN: usize = 36;
export const SLOTS: usize = 40;
export const SLOT_BYTES: usize = 44;
/** i32 start, length per (thread, leaf): which pairs of the thread's own rows lie in the leaf. */
export const PARTS: usize = 48;
export const MAX_LEAVES: usize = 52;
/** i32 value bins a column. */
export const BIN_COUNTS: usize = 56;
/** u8 a column: 0 number, 1 category. */
export const KINDS: usize = 60;
/** u8 a column: 1 = this tree may use it. */
export const ALLOWED: usize = 64;
/** i8 a column: 1 = must not fall, −1 = must not rise. */
export const MONOTONE: usize = 68;
export const RECORDS: usize = 72;
export const GENERAL: usize = 76;
export const MIN_ROWS: usize = 80;
// The split to make.
export const LEAF: usize = 84;
export const NEW_LEAF: usize = 88;
export const COLUMN: usize = 92;
/** Highest bin that goes left (numbers). */
export const BIN: usize = 96;
/** 0 number, missing right; 1 number, missing left; 2 categories. */
export const SPLIT_KIND: usize = 100;
/** 256 bits: bins that go left (categories). */
export const LEFT_SET: usize = 104;
/** 0 = only partition. */
export const WANTED: usize = 108;
export const SLOT: usize = 112;
export const NEW_SLOT: usize = 116;
export const ROW_STARTS: usize = 120;
export const SCORE: usize = 124;
export const LEAF_VALUES: usize = 128;
/** 4,096 bytes a thread: for sorting categories, a node's figures, and what touched memory is written to. */
export const ROOM: usize = 132;
export const ROOM_BYTES: usize = 4096;
export const ROOM_NODE: usize = 2560;
export const ROOM_SINK: usize = 3072;

// float64
export const UNIT_G: usize = 256;
export const UNIT_H: usize = 264;
export const L1: usize = 272;
export const L2: usize = 280;
export const MIN_H: usize = 288;
/** What a split by categories must take beyond others, for each category but one (src/models/boosting/gain.ts). */
export const CATEGORY_NOISE: usize = 296;
/** Per child (left, right; a lone node is the left one): G, H, rows, low, high, strictness. */
export const NODES: usize = 320;
export const NODE_BYTES: usize = 48;

// A record: the best split of one node over one thread's columns.
export const R_KEY: usize = 0;
export const R_G: usize = 8;
export const R_H: usize = 16;
export const R_COLUMN: usize = 24;
export const R_BIN: usize = 28;
export const R_KIND: usize = 32;
/** Categories that were put in order by their outcomes; 0 where they were split in their own order. */
export const R_OF: usize = 36;
export const R_SET: usize = 64;
export const RECORD_BYTES: usize = 128;
