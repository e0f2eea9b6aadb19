import { classOf, OTHER, PICTURE, UNSPACED } from "./characters.ts";
import { Interner } from "./interner.ts";
import { type Cut, cutterOf, type Stem, stemmerOf } from "./languages.ts";

/** Longer texts are read up to here: a megabyte in one review says no more than its first pages. */
const MAX_LENGTH = 100_000;
/** Single letters are articles and leftovers; without them the words on both sides make a run (as in scikit-learn). */
const MIN_WORD = 2;
/** Longer words are cut off: they are addresses or noise. */
const MAX_WORD = 64;
const APOSTROPHE = 39;

/**
 * Splits texts of one language (ISO 639-1, or null for unknown) into words, and words into numbers: every way of writing
 * has a number, and every stem (lower case, without ending) has one. Both count up from 0 in order of appearance.
 */
export class Splitter {
  readonly #stem: Stem;
  readonly #cut: Cut;
  readonly #ways = new Interner();
  readonly #stemOf: number[] = [];
  readonly #stemNumbers = new Map<string, number>();
  readonly #stems: string[] = [];
  #units = new Uint16Array(1024);
  #found = new Int32Array(1024);
  #count = 0;

  constructor(lang: string | null) {
    this.#stem = stemmerOf(lang);
    this.#cut = cutterOf(lang);
  }

  /** Ways of writing seen so far, in lower case, by number. */
  get written(): readonly string[] {
    return this.#ways.texts;
  }

  /** The number of the stem of each way of writing. */
  get stemOf(): readonly number[] {
    return this.#stemOf;
  }

  /** The stems seen so far, by number. */
  get stems(): readonly string[] {
    return this.#stems;
  }

  /** The number of a stem, a new one where it was not seen. */
  stemNumber(stem: string): number {
    let number = this.#stemNumbers.get(stem);
    if (number === undefined) {
      number = this.#stems.length;
      this.#stemNumbers.set(stem, number);
      this.#stems.push(stem);
    }
    return number;
  }

  /** Numbers of the words of a text, as they are written, in order. */
  words(text: string): Int32Array {
    const plain = plainOf(text);
    const length = this.#read(plain);
    const units = this.#units;
    this.#count = 0;
    let start = -1;
    let unspaced = false;
    for (let at = 0, width = 1; at < length; at += width) {
      let code = units[at]!;
      width = 1;
      if ((code & 0xf800) === 0xd800) {
        code = plain.codePointAt(at)!;
        width = code > 0xffff ? 2 : 1;
      }
      const kind = classOf(code);
      if (kind !== OTHER && kind !== PICTURE) {
        if (start < 0) start = at;
        if (kind === UNSPACED) unspaced = true;
        continue;
      }
      if (start >= 0 && !(code === APOSTROPHE && begins(plain, at + 1))) {
        this.#end(start, at, unspaced ? plain : null);
        start = -1;
        unspaced = false;
      }
      if (kind === PICTURE) this.#take(units, at, at + width);
    }
    if (start >= 0) this.#end(start, length, unspaced ? plain : null);
    return this.#found.slice(0, this.#count);
  }

  /** Code units of a text into the buffer. */
  #read(text: string): number {
    if (text.length > this.#units.length) this.#units = new Uint16Array(text.length * 2);
    const units = this.#units;
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    return text.length;
  }

  /** A run of letters has ended; `uncut` is the text where it needs to be cut into words. */
  #end(from: number, to: number, uncut: string | null): void {
    if (uncut === null) {
      if (to - from >= MIN_WORD) this.#take(this.#units, from, Math.min(to, from + MAX_WORD));
      return;
    }
    for (const word of this.#cut(uncut.slice(from, to))) {
      const length = Math.min(word.length, MAX_WORD);
      const units = Uint16Array.from({ length }, (_, i) => word.charCodeAt(i));
      this.#take(units, 0, units.length);
    }
  }

  #take(units: Uint16Array, from: number, to: number): void {
    let number = this.#ways.take(units, from, to);
    if (number < 0) {
      number = -1 - number;
      this.#stemOf.push(this.stemNumber(this.#stem(this.#ways.texts[number]!)));
    }
    if (this.#count === this.#found.length) {
      const longer = new Int32Array(this.#found.length * 2);
      longer.set(this.#found);
      this.#found = longer;
    }
    this.#found[this.#count++] = number;
  }
}

/** Compatible forms made one (full-width letters, ligatures, curly apostrophes), in lower case. */
function plainOf(text: string): string {
  const part = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, which has nothing to make one
  if (/^[\x00-\x7f]*$/.test(part)) return part.toLowerCase();
  return part.normalize("NFKC").toLowerCase().replaceAll("’", "'");
}

/** Whether a word goes on at `at`. */
function begins(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = classOf(text.codePointAt(at)!);
  return kind !== OTHER && kind !== PICTURE;
}
