import { KindredError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { bootstrapByCustomer, type Resampled } from "./bootstrap.ts";
import { quantileOfSorted } from "./quantile.ts";
import { type Ranking, rankByScore } from "./ranking.ts";
import type { Interval } from "./report.ts";
import {
  effectOf,
  type TreatedOutcomes,
  type UpliftAreas,
  type UpliftPoint,
  upliftAreas,
  upliftPoints,
} from "./uplift-curve.ts";

const DECILES = 10;
const STEPS = 20;

/** Scored customers of a past campaign with a random control group. */
export interface ScoredCampaign extends TreatedOutcomes {
  /** Predicted uplift, one a row. */
  readonly uplift: Float64Array;
  /** Customer key of each row. */
  readonly customers: Float64Array;
}

/** A tenth of the customers by predicted uplift, the highest first. */
interface UpliftDecile {
  readonly decile: number;
  readonly treated: number;
  readonly control: number;
  /** Mean predicted uplift. */
  readonly predicted: number;
  readonly treatedMean: number;
  readonly controlMean: number;
  /** Observed: mean of the treated − mean of the control. NaN where an arm has nobody. */
  readonly uplift: number;
  readonly interval: Interval;
}

export interface UpliftReport extends UpliftAreas {
  readonly qiniInterval: Interval;
  readonly qiniAreaInterval: Interval;
  /** Mean of the treated − mean of the control over everyone. */
  readonly averageEffect: number;
  readonly averageEffectInterval: Interval;
  readonly curve: readonly UpliftPoint[];
  readonly deciles: readonly UpliftDecile[];
  readonly randomTreatment: RandomTreatment;
}

/** What the Qini area is where treatment means nothing. */
interface RandomTreatment {
  /** Share of draws (the real one among them) with an area at least as large. */
  readonly pValue: number;
  /** 95 % of the draws lie below this. */
  readonly high: number;
}

/**
 * How well predicted uplift orders the customers of a randomised campaign, with bootstrap intervals by customer. Throws
 * `one-arm` where everybody or nobody was treated.
 */
export function upliftReport(
  campaign: ScoredCampaign,
  options: { readonly draws?: number; readonly seed: number },
): UpliftReport {
  const { uplift, customers } = campaign;
  checkArms(campaign);
  const { draws = 500, seed } = options;
  const ranking = rankByScore(uplift);
  const all = Uint32Array.from({ length: uplift.length }, (_, i) => i);
  const tenths = Array.from({ length: DECILES }, (_, k) => {
    const edge = (part: number) => Math.round((part * uplift.length) / DECILES);
    return ranking.order.slice(edge(k), edge(k + 1));
  });
  const part = (rows: Uint32Array): Resampled => ({
    customers: Float64Array.from(rows, (row) => customers[row]!),
    statistic: (weight) => effectOf(campaign, rows, weight),
  });
  const { each } = bootstrapByCustomer(
    [
      { customers, statistic: (weight) => upliftAreas(ranking, campaign, weight).qini },
      { customers, statistic: (weight) => upliftAreas(ranking, campaign, weight).qiniArea },
      part(all),
      ...tenths.map(part),
    ],
    { draws, seed },
  );
  return {
    ...upliftAreas(ranking, campaign),
    qiniInterval: each[0]!,
    qiniAreaInterval: each[1]!,
    averageEffect: effectOf(campaign, all),
    averageEffectInterval: each[2]!,
    curve: upliftPoints(ranking, campaign, STEPS),
    deciles: tenths.map((rows, k) => decileOf(campaign, rows, k + 1, each[3 + k]!)),
    randomTreatment: randomTreatment(ranking, campaign, { draws, seed }),
  };
}

function decileOf(
  campaign: ScoredCampaign,
  rows: Uint32Array,
  decile: number,
  interval: Interval,
): UpliftDecile {
  const { y, treatment, uplift } = campaign;
  const arm = (wanted: number) => rows.filter((row) => treatment[row] === wanted);
  const mean = (values: Float64Array, of: Uint32Array) =>
    of.reduce((sum, row) => sum + values[row]!, 0) / of.length;
  const [treated, control] = [arm(1), arm(0)];
  return {
    decile,
    treated: treated.length,
    control: control.length,
    predicted: mean(uplift, rows),
    treatedMean: mean(y, treated),
    controlMean: mean(y, control),
    uplift: effectOf(campaign, rows),
    interval,
  };
}

/** Permutation test: the same scores and outcomes, who was treated shuffled among the customers. */
function randomTreatment(
  ranking: Ranking,
  campaign: ScoredCampaign,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): RandomTreatment {
  const random = new Random(seed).fork("random-treatment");
  const { treatment: shuffled, draw } = shufflerOf(campaign, random);
  const observed = upliftAreas(ranking, campaign).qiniArea;
  const areas = Float64Array.from({ length: draws }, () => {
    draw();
    return upliftAreas(ranking, { y: campaign.y, treatment: shuffled }).qiniArea;
  }).sort();
  const above = areas.filter((area) => area >= observed).length;
  return { pValue: (above + 1) / (draws + 1), high: quantileOfSorted(areas, 0.95) };
}

/** Shuffles the arms of customers, so that the rows of one stay together; of rows where a customer has both arms. */
function shufflerOf({ customers, treatment }: ScoredCampaign, random: Random) {
  const slots = new Map<number, number>();
  const arms: number[] = [];
  let whole = true;
  const slotOf = Uint32Array.from(customers, (key, row) => {
    const known = slots.get(key);
    if (known !== undefined) {
      whole &&= arms[known] === treatment[row];
      return known;
    }
    slots.set(key, arms.length);
    return arms.push(treatment[row]!) - 1;
  });
  const deck = whole ? Uint8Array.from(arms) : Uint8Array.from(treatment);
  const shuffled = new Uint8Array(customers.length);
  const draw = () => {
    random.shuffle(deck);
    for (let row = 0; row < shuffled.length; row++) shuffled[row] = deck[whole ? slotOf[row]! : row]!;
  };
  return { treatment: shuffled, draw };
}

function checkArms({ uplift, treatment }: ScoredCampaign): void {
  if (uplift.length === 0) throw new KindredError("no-rows");
  const first = treatment[0]!;
  for (let i = 1; i < treatment.length; i++) if (treatment[i] !== first) return;
  throw new KindredError("one-arm", { treated: first });
}
