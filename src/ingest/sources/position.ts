import type { Json } from "./source.ts";

/** Where a source with a growing column stands: what is greater than `after` comes next. */
export interface Position {
  /** A value of the cursor column as text; null where nothing is read yet. */
  readonly after: string | null;
  /** `after` itself comes again: days, of which a later row may have the same. */
  readonly inclusive: boolean;
  /** Marks of groups read already that are greater than `after`: changes that were under way then may still come among them. */
  readonly seen: readonly string[];
}

/** Marks kept at most; beyond, groups come again and are found to be known when they are stored. */
const MOST_SEEN = 20_000;

const start: Position = { after: null, inclusive: false, seen: [] };

/** The position a stored cursor says; the start where there is none. */
export function positionOf(cursor: Json): Position {
  return cursor === null ? start : (cursor as unknown as Position);
}

/** Remembers which groups were read, and tells those that were read before. */
export class SeenGroups {
  readonly #before: ReadonlySet<string>;
  readonly #now = new Set<string>();

  constructor(before: readonly string[]) {
    this.#before = new Set(before);
  }

  /** Whether a group of this mark was read by an earlier sync. `fresh`: it will come again. */
  met(mark: string, fresh: boolean): boolean {
    if (fresh && this.#now.size <= MOST_SEEN) this.#now.add(mark);
    return this.#before.has(mark);
  }

  marks(): readonly string[] {
    return this.#now.size > MOST_SEEN ? [] : [...this.#now];
  }
}
