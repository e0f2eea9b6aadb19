import { KindredError } from "../../core/errors.ts";

/** Event histories, one a customer: customer i has the events start[i] … start[i + 1] − 1, oldest first. */
export interface Sequences {
  /** Kinds of events, such as products or `page_viewed`; an event is an index into it. */
  readonly kinds: readonly string[];
  readonly start: Int32Array;
  readonly event: Int32Array;
  /** Days since the event before, 0 or more; 0 for a customer's first. */
  readonly gap: Float64Array;
  /** Days since the last event, one a customer; 0 when absent. */
  readonly wait?: Float64Array;
}

export interface LabelledSequences extends Sequences {
  /** Whether what was asked came: 1 or 0, one a customer. */
  readonly y: Float64Array;
  /** The kind of the event that came next, one a customer; −1 = none came. */
  readonly next?: Int32Array;
}

export const rowsOf = ({ start }: Sequences): number => start.length - 1;

/** Throws `no-rows` or `bad-value` (row = event or customer, counted from 1). */
export function checkSequences(data: Sequences): void {
  const { kinds, start, event, gap, wait } = data;
  if (start.length < 2) throw new KindredError("no-rows");
  const wrongStart = start.findIndex((at, i) => at < (i === 0 ? 0 : start[i - 1]!) || at > event.length);
  if (wrongStart >= 0) bad("start", wrongStart, start[wrongStart]!, `rising, at most ${event.length}`);
  const wrongEvent = event.findIndex((code) => code < 0 || code >= kinds.length);
  if (wrongEvent >= 0) bad("event", wrongEvent, event[wrongEvent]!, `0 … ${kinds.length - 1}`);
  checkDays("gap", gap, event.length);
  if (wait) checkDays("wait", wait, start.length - 1);
}

export function checkOutcomes({ y, next, kinds, start }: LabelledSequences): void {
  const rows = start.length - 1;
  const wrong = (values: ArrayLike<number>, holds: (v: number) => boolean, allowed: string) => {
    for (let i = 0; i < rows; i++)
      if (i >= values.length || !holds(values[i]!))
        throw new KindredError("bad-target", {
          row: i + 1,
          value: i < values.length ? String(values[i]) : "missing",
          allowed,
        });
  };
  wrong(y, (v) => v === 0 || v === 1, "0, 1");
  if (next) wrong(next, (v) => v >= -1 && v < kinds.length, `-1 … ${kinds.length - 1}`);
  const first = y[0]!;
  if (y.every((v) => v === first)) throw new KindredError("one-class", { value: first });
}

function checkDays(column: string, values: Float64Array, length: number): void {
  const wrong = values.findIndex((v) => !(Number.isFinite(v) && v >= 0));
  if (wrong >= 0) bad(column, wrong, values[wrong]!, "0 or more");
  if (values.length !== length) bad(column, Math.min(values.length, length), "missing", `${length} values`);
}

function bad(column: string, at: number, value: number | string, allowed: string): never {
  throw new KindredError("bad-value", { column, row: at + 1, value: String(value), allowed });
}
