/** Byte offsets of the block that tells the kernel about the tree that grows; the other side is kernels/boosting/job.ts. */
export const jobField = {
  control: 0,
  threads: 4,
  cols: 8,
  stride: 12,
  bins: 16,
  columns: 20,
  columnStride: 24,
  pairs: 28,
  spare: 32,
  own: 36,
  slots: 40,
  slotBytes: 44,
  parts: 48,
  maxLeaves: 52,
  binCounts: 56,
  kinds: 60,
  allowed: 64,
  monotone: 68,
  records: 72,
  general: 76,
  minRows: 80,
  leaf: 84,
  newLeaf: 88,
  column: 92,
  bin: 96,
  splitKind: 100,
  leftSet: 104,
  wanted: 108,
  slot: 112,
  newSlot: 116,
  rowStarts: 120,
  score: 124,
  leafValues: 128,
  room: 132,
} as const;

export const jobNumber = { unitG: 256, unitH: 264, l1: 272, l2: 280, minH: 288, categoryNoise: 296 } as const;

const NODES = 320;
const NODE_BYTES = 48;
export const JOB_BYTES = 512;
export const RECORD_BYTES = 128;
export const ROOM_BYTES = 4096;
/** Bytes of one column's histogram. */
export const COLUMN_HISTOGRAM = 2048;
/** The bin of missing and unknown values. */
export const MISSING = 255;

/** Reads and writes the block. */
export class Job {
  readonly at: number;
  readonly #memory: WebAssembly.Memory;
  readonly #ints: Int32Array;
  readonly #numbers: Float64Array;

  constructor(memory: WebAssembly.Memory, at: number) {
    this.at = at;
    this.#memory = memory;
    this.#ints = new Int32Array(memory.buffer, at, JOB_BYTES / 4);
    this.#numbers = new Float64Array(memory.buffer, at, JOB_BYTES / 8);
  }

  set(fields: Partial<Record<keyof typeof jobField, number>>): void {
    for (const [name, value] of Object.entries(fields))
      this.#ints[jobField[name as keyof typeof jobField] / 4] = value;
  }

  setNumbers(fields: Partial<Record<keyof typeof jobNumber, number>>): void {
    for (const [name, value] of Object.entries(fields))
      this.#numbers[jobNumber[name as keyof typeof jobNumber] / 8] = value;
  }

  /** Sums, rows, bounds and strictness of the node searched as child 0 or 1. */
  setNode(child: number, node: NodeSums): void {
    const at = (NODES + child * NODE_BYTES) / 8;
    this.#numbers.set([node.g, node.h, node.rows, node.low, node.high, node.strictness], at);
  }

  /** The best split that `threads` threads found for a child; undefined when there is none. */
  best(recordsAt: number, threads: number, child: number): FoundSplit | undefined {
    let found: FoundSplit | undefined;
    for (let thread = 0; thread < threads; thread++) {
      const at = recordsAt + (thread * 2 + child) * RECORD_BYTES;
      const [key, g, h] = new Float64Array(this.#memory.buffer, at, 3);
      if (!(key! > (found?.key ?? 0))) continue;
      const [column, bin, kind, of] = new Int32Array(this.#memory.buffer, at + 24, 4);
      const set = kind === 2 ? new Uint8Array(this.#memory.buffer, at + 64, 32).slice() : undefined;
      const split = { key: key!, g: g!, h: h!, column: column!, bin: bin!, kind: kind! };
      found = set ? { ...split, set, of: of! } : split;
    }
    return found;
  }
}

/** What a search must know of a node. g and h are sums of quantised gradients; bounds are of the node's value. */
export interface NodeSums {
  readonly g: number;
  readonly h: number;
  readonly rows: number;
  readonly low: number;
  readonly high: number;
  /** Times the usual least second-derivative sum of a child; raised when a split left too few rows. */
  readonly strictness: number;
}

export interface FoundSplit {
  readonly key: number;
  /** Sums on the left. */
  readonly g: number;
  readonly h: number;
  readonly column: number;
  readonly bin: number;
  /** 0 number, missing right; 1 number, missing left; 2 categories. */
  readonly kind: number;
  /** Bins that go left, 256 bits (categories). */
  readonly set?: Uint8Array;
  /** Categories that were put in order by their outcomes; 0 where they were split in their own order. */
  readonly of?: number;
}
