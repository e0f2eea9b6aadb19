import type { Batch } from "./network.ts";
import type { Sequences } from "./sequences.ts";

/** Mean and deviation of ln(1 + days): what gaps and waits are measured by. */
interface DayScale {
  readonly mean: number;
  readonly deviation: number;
}

export interface Scales {
  readonly gap: DayScale;
  readonly wait: DayScale;
}

export function scalesOf({ gap, wait }: Sequences): Scales {
  return { gap: scaleOf(gap), wait: scaleOf(wait ?? new Float64Array(0)) };
}

function scaleOf(days: Float64Array): DayScale {
  if (days.length === 0) return { mean: 0, deviation: 1 };
  const logs = days.map(Math.log1p);
  const mean = logs.reduce((sum, v) => sum + v, 0) / logs.length;
  const variance = logs.reduce((sum, v) => sum + (v - mean) ** 2, 0) / logs.length;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}

const scaled = (days: number, { mean, deviation }: DayScale) => (Math.log1p(days) - mean) / deviation;

/** Puts sequences into batches of `rows`. `codeOf` gives each kind's row of the table; 0 = unknown. */
export class Batcher {
  readonly #data: Sequences;
  readonly #scales: Scales;
  readonly #codeOf: Int32Array;
  readonly #rows: number;
  readonly #maxEvents: number;

  constructor(data: Sequences, scales: Scales, codeOf: Int32Array, rows: number, maxEvents: number) {
    this.#data = data;
    this.#scales = scales;
    this.#codeOf = codeOf;
    this.#rows = rows;
    this.#maxEvents = maxEvents;
  }

  lengthOf(sequence: number): number {
    const { start } = this.#data;
    return Math.min(this.#maxEvents, start[sequence + 1]! - start[sequence]!);
  }

  /** The latest events of the given sequences, at most `rows` of them. */
  batch(sequences: Int32Array): Batch {
    const { start, event, gap, wait } = this.#data;
    const rows = this.#rows;
    const lengths = new Int32Array(rows);
    for (const [row, sequence] of sequences.entries()) lengths[row] = this.lengthOf(sequence);
    const steps = lengths.reduce((most, n) => Math.max(most, n), 0);
    const codes = new Int32Array(steps * rows);
    const gaps = new Float32Array(steps * rows);
    const waits = new Float32Array(rows);
    for (const [row, sequence] of sequences.entries()) {
      waits[row] = wait ? scaled(wait[sequence]!, this.#scales.wait) : 0;
      const end = start[sequence + 1]!;
      for (let back = 1; back <= lengths[row]!; back++) {
        const at = (steps - back) * rows + row;
        codes[at] = this.#codeOf[event[end - back]!]!;
        gaps[at] = scaled(gap[end - back]!, this.#scales.gap);
      }
    }
    return { steps, lengths, codes, gaps, waits };
  }
}
