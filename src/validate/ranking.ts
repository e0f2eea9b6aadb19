/**
 * Metrics that read only the order of scores: higher score = more likely positive. `y` is 0 or 1, one a row.
 * They are read from a `Ranking`, sorted once, so that a bootstrap can ask again and again under other weights.
 */
export interface Ranking {
  /** Row numbers by falling score. */
  readonly order: Uint32Array;
  /** 1 where the next row in the order has another score: ties are counted together. */
  readonly ends: Uint8Array;
}

export function rankByScore(scores: Float64Array): Ranking {
  const order = new Uint32Array(scores.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const ends = new Uint8Array(scores.length);
  for (let i = 0; i < order.length; i++) {
    ends[i] = i + 1 === order.length || scores[order[i]!] !== scores[order[i + 1]!] ? 1 : 0;
  }
  return { order, ends };
}

/**
 * Average precision Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, as scikit-learn's `average_precision_score`.
 * `weight` (one a row, default 1) must leave a positive. NaN without positives.
 */
export function averagePrecision({ order, ends }: Ranking, y: Float64Array, weight?: Float64Array): number {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i]! * (weight ? weight[i]! : 1);
  let seen = 0;
  let hit = 0;
  let hitBefore = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const w = weight ? weight[row]! : 1;
    seen += w;
    hit += w * y[row]!;
    if (ends[i] === 1 && seen > 0) {
      sum += ((hit - hitBefore) / positives) * (hit / seen);
      hitBefore = hit;
    }
  }
  return sum;
}

/** (AP − π) / (1 − π), where π is the share of positives: 0 = as good as chance, 1 = perfect. */
export function apSkill(ranking: Ranking, y: Float64Array, weight?: Float64Array): number {
  const share = positiveShare(y, weight);
  return (averagePrecision(ranking, y, weight) - share) / (1 - share);
}

/** Area under the ROC curve, ties counted half (Mann and Whitney). NaN where only one class is there. */
export function auc({ order, ends }: Ranking, y: Float64Array): number {
  let above = 0;
  let tied = 0;
  let negatives = 0;
  let positives = 0;
  let area = 0;
  for (let i = 0; i < order.length; i++) {
    const positive = y[order[i]!]!;
    tied += 1 - positive;
    above += positive;
    if (ends[i] === 1) {
      area += tied * (positives + above / 2);
      positives += above;
      negatives += tied;
      above = 0;
      tied = 0;
    }
  }
  return area / (positives * negatives);
}

/** How many times the share of positives the best-scored tenth holds; a tie at its edge counts in proportion. */
export function lift10(ranking: Ranking, y: Float64Array): number {
  const want = y.length / 10;
  return caughtWithin(ranking, y, want) / want / positiveShare(y);
}

/** Expected positives among the `count` best-scored rows (any positive number), ties shared in proportion. */
export function caughtWithin({ order, ends }: Ranking, y: Float64Array, count: number): number {
  let seen = 0;
  let hit = 0;
  let groupRows = 0;
  let groupHits = 0;
  for (let i = 0; i < order.length; i++) {
    groupRows++;
    groupHits += y[order[i]!]!;
    if (ends[i] === 0) continue;
    if (seen + groupRows >= count) return hit + (groupHits * (count - seen)) / groupRows;
    seen += groupRows;
    hit += groupHits;
    groupRows = 0;
    groupHits = 0;
  }
  return hit;
}

export function positiveShare(y: Float64Array, weight?: Float64Array): number {
  let positives = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weight ? weight[i]! : 1;
    positives += w * y[i]!;
    total += w;
  }
  return positives / total;
}
