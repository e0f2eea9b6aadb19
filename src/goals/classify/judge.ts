import type { Sentence } from "../../core/sentence.ts";
import { type BootstrapResult, bootstrapByCustomer, type Resampled } from "../../validate/bootstrap.ts";
import { average, classificationGate } from "../../validate/gate.ts";
import type { GateCheck, Interval, ProofPeriod } from "../../validate/report.ts";
import { firstFailure } from "../trained.ts";

/** One proof of a classifier, at a later time or on other customers. */
interface Proof {
  readonly period: Pick<ProofPeriod, "gain" | "metrics">;
  /** Gain in AP skill over the baseline, and AP skill, under row weights. */
  readonly gain: Resampled;
  readonly skill: Resampled;
}

/** What the gate says of a classifier's proofs, and the intervals it read: `gain`, `apSkill`, `gain1`, `gain2`, … */
export interface Judgement {
  readonly gate: readonly GateCheck[];
  readonly interval: Readonly<Record<string, Interval>>;
}

export function judge(proofs: readonly Proof[], seed: number): Judgement {
  const drawn = (of: (p: Proof) => Resampled): BootstrapResult =>
    bootstrapByCustomer(proofs.map(of), { seed });
  const gains = drawn((p) => p.gain);
  const gate = classificationGate({
    gains: proofs.map((p) => p.period.gain),
    meanInterval: gains.mean,
    calibrationSlopes: proofs.map((p) => p.period.metrics.calibrationSlope!),
  });
  const each = gains.each.map((interval, i) => [`gain${i + 1}`, interval] as const);
  const interval = { gain: gains.mean, apSkill: drawn((p) => p.skill).mean, ...Object.fromEntries(each) };
  return { gate, interval };
}

/** Why it is published or not; `published` and `refused` are word codes, the failed check's name follows the latter. */
export function reasonOf(
  proofs: readonly Proof[],
  { gate, interval }: Judgement,
  { published, refused }: { readonly published: string; readonly refused: string },
): Sentence {
  const failed = firstFailure(gate);
  const gain = average(proofs.map((p) => p.period.gain));
  const { low, high } = interval.gain!;
  const data = { gain, low, high, proofs: proofs.length };
  if (!failed) return { code: published, data };
  return { code: `${refused}.${failed.check}`, data: { ...data, value: failed.value } };
}
