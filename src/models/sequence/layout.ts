import type { Random } from "../../core/random.ts";

/** Widths are whole steps of the kernel's loops (kernels/neural.ts). */
const padded = (width: number): number => Math.ceil(width / 8) * 8;

export interface Sizes {
  /** Kinds of events. */
  readonly kinds: number;
  /** Kinds that may come next: all, or 0 where it did not learn which come. */
  readonly choices: number;
  readonly embedding: number;
  readonly units: number;
}

/** A dense block, [input][output], then one bias an output; where it starts, in floats. */
export interface Block {
  readonly inputs: number;
  readonly outputs: number;
  readonly at: number;
}

/** Where everything lies in the network's one array of weights. */
export interface Layout extends Sizes {
  /** From an event's vector and its gap to the gates; from the state to the gates: reset, update, candidate. */
  readonly input: Block;
  readonly state: Block;
  /** From the last state and the wait to the outcome's log-odds (column 0) and one score a choice. */
  readonly head: Block;
  /** The vectors: row 0 for unknown kinds stays 0, row k + 1 for kind k. */
  readonly table: number;
  readonly floats: number;
}

export function layoutOf({ kinds, choices, embedding, units }: Sizes): Layout {
  let at = 0;
  const block = (inputs: number, outputs: number): Block => {
    const own = { inputs, outputs, at };
    at += (inputs + 1) * outputs;
    return own;
  };
  const input = block(padded(embedding + 1), 3 * units);
  const state = block(units, 3 * units);
  const head = block(padded(units + 1), padded(choices + 1));
  const table = at;
  const floats = padded(at + (kinds + 1) * embedding);
  return { kinds, choices, embedding, units, input, state, head, table, floats };
}

/** Uniform within ±1/√units; vectors normal with length about 1; the outcome begins at its log-odds. */
export function initialise(weights: Float32Array, layout: Layout, logOdds: number, random: Random): void {
  const { kinds, choices, embedding, units, input, state, head, table } = layout;
  const bound = 1 / Math.sqrt(units);
  const fill = ({ at, outputs }: Block, used: number, columns: number) => {
    for (let i = 0; i < used; i++)
      for (let j = 0; j < columns; j++) weights[at + i * outputs + j] = (2 * random.next() - 1) * bound;
  };
  fill(input, embedding + 1, 3 * units);
  fill(state, units, 3 * units);
  fill(head, units + 1, choices + 1);
  weights[head.at + head.inputs * head.outputs] = logOdds;
  for (let k = embedding; k < (kinds + 1) * embedding; k++)
    weights[table + k] = random.normal() / Math.sqrt(embedding);
}
