import type { Position } from "../position.ts";
import type { Item } from "./page.ts";

const OVERLAP = 300;
/** Marks kept at most; beyond, items come again and are found to be known when they are stored. */
const MOST_MARKS = 20_000;

/**
 * Where an API stands by the values of its cursor: the next pull asks for what is later than the last value, less the
 * overlap; items that were read already are told by their marks.
 */
export class ItemPosition {
  readonly #before: ReadonlySet<string>;
  readonly #from: Position;
  readonly #overlap: number;
  readonly #now: Date;
  #last: { readonly text: string; readonly value: number } | null = null;
  #fresh: { readonly mark: string; readonly value: number }[] = [];
  #overflow = false;

  constructor(from: Position, overlap: number | undefined, now: Date) {
    this.#before = new Set(from.seen);
    this.#from = from;
    this.#overlap = overlap ?? OVERLAP;
    this.#now = now;
  }

  /** Whether an earlier pull has read the item as it is. */
  met(item: Item): boolean {
    const value = item.at === null ? Number.NaN : momentOrNumber(item.at);
    if (Number.isNaN(value)) this.#keep(item.mark, Number.POSITIVE_INFINITY);
    else {
      if (this.#last === null || value > this.#last.value) this.#last = { text: item.at!, value };
      this.#keep(item.mark, value);
    }
    return this.#before.has(item.mark);
  }

  next(): Position {
    const last = this.#last;
    if (!last) return { ...this.#from, seen: this.#overflow ? [] : this.#fresh.map((f) => f.mark) };
    const after = this.#after();
    const marks = this.#fresh.filter((f) => f.value >= after).map((f) => f.mark);
    const text = isNumber(last.text) ? String(after) : new Date(after).toISOString();
    const earlier = this.#from.after !== null && momentOrNumber(this.#from.after) > after;
    return {
      after: earlier ? this.#from.after : text,
      inclusive: true,
      seen: this.#overflow || marks.length > MOST_MARKS ? [] : marks,
    };
  }

  /** The last value less the overlap; a moment in the future does not carry the next pull there. */
  #after(): number {
    const { text, value } = this.#last!;
    return isNumber(text)
      ? value - this.#overlap
      : Math.min(value, this.#now.getTime()) - this.#overlap * 1000;
  }

  #keep(mark: string, value: number): void {
    this.#fresh.push({ mark, value });
    if (this.#fresh.length <= 2 * MOST_MARKS || !this.#last) return;
    const after = this.#after();
    this.#fresh = this.#fresh.filter((f) => f.value >= after);
    if (this.#fresh.length > MOST_MARKS) {
      this.#overflow = true;
      this.#fresh = [];
    }
  }
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** A number, or a moment as milliseconds; NaN for what is neither. A moment without a zone is UTC. */
function momentOrNumber(text: string): number {
  if (isNumber(text)) return Number(text);
  const zoned =
    /[T ]\d{2}:\d{2}/.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? `${text.replace(" ", "T")}Z`
      : text;
  return Date.parse(zoned);
}
