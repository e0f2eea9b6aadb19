import { KindredError } from "../../../core/errors.ts";
import type { Limits } from "../../limits.ts";
import type { XmlSink } from "./xml.ts";

/** The texts of a workbook that its cells share, kept as UTF-8 outside of the JavaScript heap: at most half the engine's memory. */
export class SharedStrings implements XmlSink {
  readonly #file: string;
  readonly #limits: Limits;
  #bytes = Buffer.allocUnsafe(1 << 16);
  #used = 0;
  #ends = new Uint32Array(1024);
  #count = 0;
  #inText = false;
  #phonetic = 0;

  constructor(file: string, limits: Limits) {
    this.#file = file;
    this.#limits = limits;
  }

  at(index: number): string | null {
    if (!(index >= 0 && index < this.#count)) return null;
    return this.#bytes.toString("utf8", index === 0 ? 0 : this.#ends[index - 1]!, this.#ends[index]!);
  }

  open(name: string): void {
    if (name === "t") this.#inText = true;
    else if (name === "rPh") this.#phonetic++;
  }

  close(name: string): void {
    if (name === "t") this.#inText = false;
    else if (name === "rPh") this.#phonetic--;
    else if (name === "si") this.#end();
  }

  text(text: string): void {
    if (!this.#inText || this.#phonetic > 0) return;
    const need = this.#used + Buffer.byteLength(text);
    if (need > this.#bytes.length) {
      const most = this.#limits.memoryMb * 5e5;
      if (need > most)
        throw new KindredError("file-memory-limit", {
          file: this.#file,
          mb: this.#limits.heapMb + this.#limits.memoryMb,
        });
      const wider = Buffer.allocUnsafe(Math.min(most, Math.max(need, 2 * this.#bytes.length)));
      this.#bytes.copy(wider, 0, 0, this.#used);
      this.#bytes = wider;
    }
    this.#used += this.#bytes.write(text, this.#used);
  }

  #end(): void {
    if (this.#count === this.#ends.length) {
      const wider = new Uint32Array(2 * this.#ends.length);
      wider.set(this.#ends);
      this.#ends = wider;
    }
    this.#ends[this.#count++] = this.#used;
  }
}
