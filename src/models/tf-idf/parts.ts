/** Parts of a word are marked, so that none is taken for a whole word. */
export const PART = "\u0001";

/** Runs of characters within words, a space before and after the word, as numbers from 0 in order of appearance. */
export class Parts {
  readonly #shortest: number;
  readonly #longest: number;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #ofWord: Int32Array[] = [];

  constructor(shortest: number, longest: number) {
    this.#shortest = Math.max(1, shortest);
    this.#longest = longest;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The number of a part, a new one where it was not seen. */
  number(part: string): number {
    let number = this.#numbers.get(part);
    if (number === undefined) {
      number = this.#texts.length;
      this.#numbers.set(part, number);
      this.#texts.push(part);
    }
    return number;
  }

  /** Numbers of the parts of word number `word`; parts not seen before get a number, or are left out unless `learn`. */
  of(word: number, written: string, learn: boolean): Int32Array {
    const known = this.#ofWord[word];
    if (known) return known;
    const padded = [" ", ...written, " "];
    const found: number[] = [];
    for (let n = this.#shortest; n <= this.#longest; n++)
      for (let i = 0; i + n <= padded.length; i++) {
        const part = padded.slice(i, i + n).join("");
        const number = learn ? this.number(part) : this.#numbers.get(part);
        if (number !== undefined) found.push(number);
      }
    const own = Int32Array.from(found);
    this.#ofWord[word] = own;
    return own;
  }
}

/** A part for people: what is cut off shown by dots. */
export function writtenPart(part: string): string {
  const head = part.startsWith(" ") ? "" : "…";
  const tail = part.endsWith(" ") ? "" : "…";
  return `${head}${part.trim()}${tail}`;
}
