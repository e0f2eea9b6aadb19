import { isUtf8 } from "node:buffer";

/** Encodings Kindred reads, by their WHATWG labels. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1251" | "gb18030" | "windows-1252";

export interface ByteOrderMark {
  readonly encoding: Encoding;
  readonly bytes: number;
}

export function byteOrderMark(head: Buffer): ByteOrderMark | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bytes: 2 };
  return null;
}

/** Whether a stream of chunks is UTF-8, and where it first is not. */
export class Utf8Check {
  valid = true;
  /** Line (1-based) of the first byte that is no UTF-8. */
  brokenLine = 0;
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;

  push(chunk: Buffer): void {
    if (!this.valid) return;
    const work = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const whole = wholeCharacters(work);
    const part = work.subarray(0, whole);
    if (!isUtf8(part)) {
      this.valid = false;
      this.brokenLine = this.#line + firstBrokenLine(part);
      return;
    }
    this.#line += newlines(part);
    this.#rest = Buffer.from(work.subarray(whole));
  }

  end(): void {
    if (this.valid && this.#rest.length > 0) {
      this.valid = false;
      this.brokenLine = this.#line;
    }
  }
}

/** How many bytes of `b` are whole characters, as far as its last three bytes tell. */
function wholeCharacters(b: Buffer): number {
  for (let back = 1; back <= Math.min(3, b.length); back++) {
    const byte = b[b.length - back]!;
    if (byte < 0x80) return b.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? b.length - back : b.length;
    }
  }
  return b.length;
}

/** Line feeds in UTF-8 text. */
export function newlines(b: Buffer): number {
  let n = 0;
  for (let i = b.indexOf(10); i >= 0; i = b.indexOf(10, i + 1)) n++;
  return n;
}

function firstBrokenLine(b: Buffer): number {
  let line = 0;
  for (let from = 0; from < b.length; line++) {
    const newline = b.indexOf(10, from);
    const to = newline < 0 ? b.length : newline + 1;
    if (!isUtf8(b.subarray(from, to))) return line;
    from = to;
  }
  return line;
}

/**
 * The encoding of text without a byte order mark that is not UTF-8; null where nothing fits.
 * `sample` holds bytes from where the text is not ASCII.
 */
export function guessEncoding(sample: Buffer): Encoding | null {
  const wide = utf16ByZeros(sample);
  if (wide) return wide;
  if (sample.includes(0)) return null;
  if (mostlyUtf8(sample)) return null;
  const scores: [Encoding, number][] = [
    ["gb18030", chineseScore(sample)],
    ["windows-1251", russianScore(sample)],
    ["windows-1252", westernScore(sample)],
  ];
  scores.sort((a, b) => b[1] - a[1]);
  const [best] = scores;
  return best && best[1] >= 0.6 ? best[0] : null;
}

/** UTF-16 without a mark: every other byte of mostly Latin text is zero. */
function utf16ByZeros(b: Buffer): Encoding | null {
  const n = Math.min(b.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    if (b[i] === 0) even++;
    if (b[i + 1] === 0) odd++;
  }
  if (odd > n / 8 && even * 20 < odd) return "utf-16le";
  if (even > n / 8 && odd * 20 < even) return "utf-16be";
  return null;
}

/** Text of valid UTF-8 sequences with few broken ones is damaged UTF-8, not another encoding. */
function mostlyUtf8(b: Buffer): boolean {
  const text = new TextDecoder("utf-8").decode(b);
  const broken = text.split("�").length - 1;
  let good = 0;
  for (const ch of text) if (ch > "\x7f" && ch !== "�") good++;
  return good > 10 * broken;
}

const share = (part: number, of: number) => (of === 0 ? 0 : part / of);

function decodeStrictly(encoding: Encoding, b: Buffer): string | null {
  for (let cut = 0; cut < 4; cut++) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(b.subarray(0, b.length - cut));
    } catch {
      // the sample may end inside a character: try without its last bytes
    }
  }
  return null;
}

/** Share of the characters beyond ASCII that are common Chinese (lead byte of GB 2312's first level) or its punctuation. */
function chineseScore(b: Buffer): number {
  const text = decodeStrictly("gb18030", b);
  if (text === null) return 0;
  let common = 0;
  let high = 0;
  for (let i = 0; i < b.length; i++) {
    if (b[i]! < 0x81) continue;
    high++;
    const lead = b[i]!;
    const trail = b[i + 1] ?? 0;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3)) common++;
    i++;
  }
  return share(common, high);
}

/** Share of the high bytes that stand in words of the most frequent Russian letters, in lower case or capital first. */
function russianScore(b: Buffer): number {
  let letters = 0;
  let frequent = 0;
  let high = 0;
  let runs = 0;
  let inRun = false;
  for (const byte of b) {
    if (byte < 0x80) {
      inRun = false;
      continue;
    }
    high++;
    if (!inRun) runs++;
    inRun = true;
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) letters++;
    const low = byte >= 0xc0 && byte <= 0xdf ? byte + 0x20 : byte;
    if (FREQUENT.has(low)) frequent++;
  }
  const longWords = high / Math.max(1, runs) >= 2.5 ? 1 : 0.5;
  return share(letters, high) * Math.min(1, share(frequent, high) / 0.6) * longWords;
}

/** о е а и н т с р в л к м д п у in Windows-1251: four fifths of Russian text. */
const FREQUENT = new Set([
  0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb, 0xea, 0xec, 0xe4, 0xef, 0xf3,
]);

/** Share of the high bytes that are Western letters or signs, less the longer they stand together: “café” and “£5” have one. */
function westernScore(b: Buffer): number {
  let high = 0;
  let known = 0;
  let runs = 0;
  let inRun = false;
  for (const byte of b) {
    if (byte >= 0x80) {
      high++;
      if (byte >= 0xa0 || SIGNS.has(byte)) known++;
      if (!inRun) runs++;
    }
    inRun = byte >= 0x80;
  }
  return 0.95 * share(known, high) * Math.max(0, Math.min(1, 2 - share(high, runs)));
}

/** € ‘ ’ “ ” – — ™ in Windows-1252. */
const SIGNS = new Set([0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99]);
