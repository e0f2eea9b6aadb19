/** One step of a gated recurrent unit (Cho et al. 2014) for the rows of a batch; arrays hold rows of `units` or 3 × `units`. */
export interface Step {
  readonly units: number;
  /** In: what the event gives the gates. Out: the gates' values, reset, update, candidate. */
  readonly gates: Float32Array;
  /** What the state before gives the gates. */
  readonly recurrent: Float32Array;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** The state after the step of the rows for which `active` holds; the others' is 0. */
export function stepForward(
  { units, gates, recurrent, before, after }: Step,
  rows: number,
  active: (row: number) => boolean,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * units;
    if (!active(row)) {
      after.fill(0, at, at + units);
      continue;
    }
    for (let j = 0; j < units; j++) {
      const r = 3 * at + j;
      const z = r + units;
      const n = z + units;
      const reset = logistic(gates[r]! + recurrent[r]!);
      const update = logistic(gates[z]! + recurrent[z]!);
      const candidate = Math.tanh(gates[n]! + reset * recurrent[n]!);
      gates[r] = reset;
      gates[z] = update;
      gates[n] = candidate;
      after[at + j] = (1 - update) * candidate + update * before[at + j]!;
    }
  }
}

/**
 * From the derivative of the loss by the state after the step (`slope`) those by what the event (`ofGates`) and the state
 * before (`ofRecurrent`) give the gates; leaves in `slope` the part that goes straight to the state before.
 */
export function stepBackward(
  { units, gates, recurrent, before }: Step,
  rows: number,
  active: (row: number) => boolean,
  slope: Float32Array,
  ofGates: Float32Array,
  ofRecurrent: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * units;
    if (!active(row)) {
      slope.fill(0, at, at + units);
      ofGates.fill(0, 3 * at, 3 * (at + units));
      ofRecurrent.fill(0, 3 * at, 3 * (at + units));
      continue;
    }
    for (let j = 0; j < units; j++) {
      const r = 3 * at + j;
      const z = r + units;
      const n = z + units;
      const [reset, update, candidate] = [gates[r]!, gates[z]!, gates[n]!];
      const own = slope[at + j]!;
      const ofCandidate = own * (1 - update) * (1 - candidate * candidate);
      const ofUpdate = own * (before[at + j]! - candidate) * update * (1 - update);
      const ofReset = ofCandidate * recurrent[n]! * reset * (1 - reset);
      ofGates[r] = ofReset;
      ofGates[z] = ofUpdate;
      ofGates[n] = ofCandidate;
      ofRecurrent[r] = ofReset;
      ofRecurrent[z] = ofUpdate;
      ofRecurrent[n] = ofCandidate * reset;
      slope[at + j] = own * update;
    }
  }
}

function logistic(v: number): number {
  const e = Math.exp(-Math.abs(v));
  return v >= 0 ? 1 / (1 + e) : e / (1 + e);
}
