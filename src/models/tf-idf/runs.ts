/**
 * Runs of words as numbers: a run of two or more is a shorter run and the word after it. Open addressing over pairs of
 * whole numbers, so that no text is put together for any of them. Numbers count up from `first` in order of appearance.
 */
export class Runs {
  readonly first: number;
  #size = 0;
  #before = new Int32Array(1024);
  #word = new Int32Array(1024);
  #slots = new Int32Array(4096).fill(-1);

  /** Numbers below `first` are single words. */
  constructor(first: number) {
    this.first = first;
  }

  /** One more than the highest number. */
  get end(): number {
    return this.first + this.#size;
  }

  before(run: number): number {
    return this.#before[run - this.first]!;
  }

  word(run: number): number {
    return this.#word[run - this.first]!;
  }

  /** The number of the run, −1 where there is none. */
  find(before: number, word: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(before, word) & mask; ; slot = (slot + 1) & mask) {
      const at = this.#slots[slot]!;
      if (at < 0) return -1;
      if (this.#before[at] === before && this.#word[at] === word) return this.first + at;
    }
  }

  /** The number of the run, a new one where there is none. */
  add(before: number, word: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(before, word) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const at = this.#slots[slot]!;
      if (at < 0) break;
      if (this.#before[at] === before && this.#word[at] === word) return this.first + at;
    }
    if (this.#size === this.#word.length) {
      this.#before = longer(this.#before);
      this.#word = longer(this.#word);
    }
    const at = this.#size++;
    this.#before[at] = before;
    this.#word[at] = word;
    this.#slots[slot] = at;
    if (this.#size * 2 > this.#slots.length) this.#spread();
    return this.first + at;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let at = 0; at < this.#size; at++) {
      let slot = hash(this.#before[at]!, this.#word[at]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = at;
    }
    this.#slots = slots;
  }
}

/** Both numbers mixed to all bits (the finaliser of MurmurHash3). */
function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
  return h ^ (h >>> 15);
}

function longer(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const out = new Int32Array(values.length * 2);
  out.set(values);
  return out;
}
