import type { BuyingData } from "./history.ts";

/** Customers who did the same, counted: what the likelihood sums over. */
export interface BuyingGroups {
  /** Customers without a repeat purchase: distinct ages and how many customers have each. */
  readonly onceAge: Float64Array;
  readonly onceWeight: Float64Array;
  /** The others: distinct (frequency, recency, age). */
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly weight: Float64Array;
}

/** Rows looked at to see whether any are equal. */
const LOOKED_AT = 4096;

/**
 * One entry for equal rows, weights added, in order of first appearance. Where hardly any are equal (times by the
 * second), each row stays its own: looking for its like costs more than it saves.
 */
export function groupCustomers(data: BuyingData): BuyingGroups {
  const { frequency, recency, age } = data;
  const { first, total } = anyAlike(data) ? distinctRows(data) : everyRow(data);
  let once = 0;
  for (const i of first) if (frequency[i] === 0) once++;
  const groups: BuyingGroups = {
    onceAge: new Float64Array(once),
    onceWeight: new Float64Array(once),
    frequency: new Float64Array(first.length - once),
    recency: new Float64Array(first.length - once),
    age: new Float64Array(first.length - once),
    weight: new Float64Array(first.length - once),
  };
  for (let group = 0, at = 0, onceAt = 0; group < first.length; group++) {
    const i = first[group]!;
    if (frequency[i] === 0) {
      groups.onceAge[onceAt] = age[i]!;
      groups.onceWeight[onceAt++] = total[group]!;
      continue;
    }
    groups.frequency[at] = frequency[i]!;
    groups.recency[at] = recency[i]!;
    groups.age[at] = age[i]!;
    groups.weight[at++] = total[group]!;
  }
  return groups;
}

function anyAlike({ frequency, recency, age }: BuyingData): boolean {
  const every = Math.ceil(frequency.length / LOOKED_AT);
  if (every <= 1) return true;
  const thin = (values: Float64Array): Float64Array => everyNth(values, every);
  const some = { frequency: thin(frequency), recency: thin(recency), age: thin(age) };
  return distinctRows(some).first.length < 0.99 * some.age.length;
}

function everyRow({ frequency, weight }: BuyingData) {
  const first = new Int32Array(frequency.length).map((_, i) => i);
  return { first, total: weight ?? new Float64Array(first.length).fill(1) };
}

/** First row and weight of each distinct row, found by an open-addressing hash table. */
function distinctRows({ frequency, recency, age, weight }: BuyingData) {
  const rows = frequency.length;
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 2)));
  const mask = table.length - 1;
  const first = new Int32Array(rows);
  const total = new Float64Array(rows);
  const key = new Float64Array(2);
  const bits = new Int32Array(key.buffer);
  let groups = 0;
  for (let i = 0; i < rows; i++) {
    const x = frequency[i]!;
    const last = recency[i]!;
    const now = age[i]!;
    // + 0 turns −0 into 0: equal numbers have equal bits.
    key[0] = last + 0;
    key[1] = now + 0;
    let hash = Math.imul(x, 0x9e3779b1);
    hash = Math.imul(hash ^ bits[0]! ^ (hash >>> 15), 0x85ebca6b);
    hash = Math.imul(hash ^ bits[1]! ^ (hash >>> 13), 0xc2b2ae35);
    hash = Math.imul(hash ^ bits[2]! ^ (hash >>> 16), 0x27d4eb2f);
    hash = Math.imul(hash ^ bits[3]! ^ (hash >>> 15), 0x165667b1);
    let slot = (hash ^ (hash >>> 16)) & mask;
    // Entries are group numbers from 1; 0 = free.
    let group = table[slot]! - 1;
    while (group >= 0) {
      const other = first[group]!;
      if (age[other] === now && recency[other] === last && frequency[other] === x) break;
      slot = (slot + 1) & mask;
      group = table[slot]! - 1;
    }
    if (group < 0) {
      group = groups++;
      table[slot] = groups;
      first[group] = i;
    }
    total[group]! += weight ? weight[i]! : 1;
  }
  return { first: first.subarray(0, groups), total };
}

/** Every n-th group, about `size` in all: enough to find where to start from. */
export function someGroups(groups: BuyingGroups, size: number): BuyingGroups {
  const every = Math.ceil((groups.onceAge.length + groups.age.length) / size);
  if (every <= 1) return groups;
  const thin = (values: Float64Array): Float64Array => everyNth(values, every);
  return {
    onceAge: thin(groups.onceAge),
    onceWeight: thin(groups.onceWeight),
    frequency: thin(groups.frequency),
    recency: thin(groups.recency),
    age: thin(groups.age),
    weight: thin(groups.weight),
  };
}

function everyNth(values: Float64Array, n: number): Float64Array {
  const out = new Float64Array(Math.ceil(values.length / n));
  for (let i = 0; i < out.length; i++) out[i] = values[i * n]!;
  return out;
}
