/**
 * Words as whole numbers, counting up from 0 in order of appearance. Open addressing over their code units, so that
 * looking a word up in a text makes no string of it.
 */
export class Interner {
  readonly #texts: string[] = [];
  #units = new Uint16Array(1 << 14);
  /** Where the units of each word begin; one more at the end. */
  #starts = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 11);
  #slots = new Int32Array(1 << 12).fill(-1);

  /** The words by number. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The number of the word in `units` from `from` to before `to`; −1 − number where it is new. */
  take(units: Uint16Array, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ units[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number < 0) break;
      if (this.#hashes[number] === hash && this.#is(number, units, from, to)) return number;
    }
    return -1 - this.#add(units.subarray(from, to), hash, slot);
  }

  #is(number: number, units: Uint16Array, from: number, to: number): boolean {
    const at = this.#starts[number]!;
    if (this.#starts[number + 1]! - at !== to - from) return false;
    for (let i = from; i < to; i++) if (this.#units[at + i - from] !== units[i]) return false;
    return true;
  }

  #add(word: Uint16Array, hash: number, slot: number): number {
    const number = this.#texts.length;
    const at = this.#starts[number]!;
    while (at + word.length > this.#units.length)
      this.#units = longer(this.#units, new Uint16Array(this.#units.length * 2));
    if (number + 2 > this.#starts.length) {
      this.#starts = longer(this.#starts, new Int32Array(this.#starts.length * 2));
      this.#hashes = longer(this.#hashes, new Int32Array(this.#hashes.length * 2));
    }
    this.#units.set(word, at);
    this.#starts[number + 1] = at + word.length;
    this.#hashes[number] = hash;
    this.#slots[slot] = number;
    this.#texts.push(String.fromCharCode(...word));
    if (this.#texts.length * 2 > this.#slots.length) this.#spread();
    return number;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#texts.length; number++) {
      let slot = this.#hashes[number]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

function longer<T extends Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
