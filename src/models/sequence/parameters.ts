import { checkParameters, notNegative, number, positive, type Rule, whole } from "../rules.ts";

export interface SequenceParameters {
  /** Units of the recurrent layer. */
  readonly units: number;
  /** Length of the vector of each kind of event. */
  readonly embedding: number;
  /** Of each sequence only so many of the latest events are read. */
  readonly maxEvents: number;
  /** Weight of the loss of the next event beside that of the outcome. */
  readonly nextWeight: number;
  /** L2 penalty on the weights. */
  readonly alpha: number;
  readonly batchSize: number;
  readonly learningRateInit: number;
  /** Longest gradient; a longer one is shortened to it. */
  readonly clipNorm: number;
  /** Passes over the data at most. */
  readonly maxIter: number;
  /** Share of the sequences held out to stop by; 0 = never stop early. */
  readonly validationFraction: number;
  /** Passes without a better held-out loss after which to stop. */
  readonly nIterNoChange: number;
}

export const sequenceDefaults: SequenceParameters = Object.freeze({
  units: 32,
  embedding: 15,
  maxEvents: 50,
  nextWeight: 0.2,
  alpha: 1e-4,
  batchSize: 64,
  learningRateInit: 3e-3,
  clipNorm: 1,
  maxIter: 50,
  validationFraction: 0.1,
  nIterNoChange: 5,
});

const rules: Record<keyof SequenceParameters, Rule> = {
  units: number("a multiple of 8, 8 … 512", (v) => Number.isInteger(v) && v % 8 === 0 && v >= 8 && v <= 512),
  embedding: whole(1, 255),
  maxEvents: whole(1, 1000),
  nextWeight: notNegative,
  alpha: notNegative,
  batchSize: whole(1, 4096),
  learningRateInit: positive,
  clipNorm: positive,
  maxIter: whole(1, 100_000),
  validationFraction: number("0 or more, below 1", (v) => v >= 0 && v < 1),
  nIterNoChange: whole(1, 10_000),
};

export function checkSequence(given: Partial<SequenceParameters>): SequenceParameters {
  return checkParameters(sequenceDefaults, rules, given);
}
