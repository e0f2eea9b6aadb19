/** Lines of one kind as columns; `left` is what is not yet taken back, in thousandths of a piece or minor units. */
export interface Lines {
  readonly line: Float64Array;
  readonly order: Float64Array;
  readonly customer: Float64Array;
  /** 0 where the file names no product. */
  readonly product: Float64Array;
  /** When it was bought, or when the cancellation was known; ms since 1970. */
  readonly at: Float64Array;
  readonly quantity: Float64Array;
  readonly amount: Float64Array;
}

/** How much of a purchase line a cancellation line takes back. */
export interface Reversal {
  readonly purchase: number;
  readonly cancellation: number;
  readonly quantityMilli: number;
  readonly amountMinor: number;
}

/**
 * Matches cancellations, in order of time, to earlier purchases of the same customer and product: to one of the same
 * order; else to the latest that has enough left; else to several, the latest first. No purchase line is ever taken
 * back beyond what it has left: its amount goes in proportion to its quantity, and wholly with its last piece.
 * `byAmount` (one flag a cancellation) matches money where the file counts no pieces.
 */
export function matchReversals(
  purchases: Lines,
  cancellations: Lines,
  byAmount: readonly boolean[],
): Reversal[] {
  const shelves = new Map<string, number[]>();
  const key = (lines: Lines, i: number) => `${lines.customer[i]} ${lines.product[i]}`;
  for (let i = 0; i < cancellations.line.length; i++) shelves.set(key(cancellations, i), []);
  for (let i = 0; i < purchases.line.length; i++) shelves.get(key(purchases, i))?.push(i);
  for (const shelf of shelves.values())
    shelf.sort((a, b) => purchases.at[a]! - purchases.at[b]! || purchases.line[a]! - purchases.line[b]!);
  const quantity = purchases.quantity.slice();
  const amount = purchases.amount.slice();
  const byTime = Array.from(cancellations.line.keys()).sort(
    (a, b) => cancellations.at[a]! - cancellations.at[b]! || cancellations.line[a]! - cancellations.line[b]!,
  );
  const out: Reversal[] = [];
  for (const c of byTime) {
    const money = byAmount[c] === true;
    const left = money ? amount : quantity;
    let need = money ? cancellations.amount[c]! : cancellations.quantity[c]!;
    const shelf = shelves.get(key(cancellations, c))!;
    const take = (p: number) => {
      const taken = Math.min(need, left[p]!);
      if (taken <= 0) return;
      const [q, a] = money
        ? [taken === amount[p]! ? quantity[p]! : 0, taken]
        : [taken, taken === quantity[p]! ? amount[p]! : proportion(amount[p]!, taken, quantity[p]!)];
      quantity[p]! -= q;
      amount[p]! -= a;
      need -= taken;
      out.push({
        purchase: purchases.line[p]!,
        cancellation: cancellations.line[c]!,
        quantityMilli: q,
        amountMinor: a,
      });
    };
    const candidates = earlier(shelf, purchases.at, cancellations.at[c]!);
    const sameOrder = candidates.find((p) => purchases.order[p] === cancellations.order[c] && left[p]! > 0);
    if (sameOrder !== undefined) take(sameOrder);
    if (need > 0) {
      const enough = candidates.find((p) => left[p]! >= need);
      if (enough !== undefined) take(enough);
    }
    for (let k = 0; k < candidates.length && need > 0; k++) take(candidates[k]!);
  }
  return out;
}

/** The purchases of a shelf up to a moment, the latest first. */
function earlier(shelf: readonly number[], at: Float64Array, until: number): number[] {
  const out: number[] = [];
  for (let k = shelf.length - 1; k >= 0; k--) if (at[shelf[k]!]! <= until) out.push(shelf[k]!);
  return out;
}

/** `amount · taken / quantity` in whole units, rounded half up, exactly. */
function proportion(amount: number, taken: number, quantity: number): number {
  const [a, t, q] = [BigInt(amount), BigInt(taken), BigInt(quantity)];
  return Number((2n * a * t + q) / (2n * q));
}
