import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { newStemmer } from "snowball-stemmers";

/** Longer texts are read up to here: a megabyte in one review says no more than its first pages. */
const MAX_LENGTH = 100_000;

/** Snowball algorithms by ISO 639-1 code; words of other languages stay as they are. */
const algorithms: Readonly<Record<string, string>> = {
  en: "english",
  ru: "russian",
  de: "german",
  fr: "french",
  es: "spanish",
  it: "italian",
  pt: "portuguese",
  nl: "dutch",
  sv: "swedish",
  da: "danish",
  no: "norwegian",
  fi: "finnish",
  hu: "hungarian",
  ro: "romanian",
  tr: "turkish",
};

export interface Word {
  /** What counts as the same word: lower case, without its ending. */
  readonly stem: string;
  /** As it was written, in lower case. */
  readonly written: string;
}

/** Splits texts of one language (ISO 639-1, or null for unknown) into words. */
export class Splitter {
  readonly #stem: (word: string) => string;
  readonly #cut: ((text: string) => string[]) | null;
  readonly #known = new Map<string, string>();

  constructor(lang: string | null) {
    const algorithm = lang ? algorithms[lang] : undefined;
    const stemmer = algorithm ? newStemmer(algorithm) : null;
    this.#stem = stemmer ? (word) => stemmer.stem(word) : (word) => word;
    const jieba = lang === "zh" ? Jieba.withDict(dict) : null;
    this.#cut = jieba ? (text) => jieba.cut(text, true) : null;
  }

  words(text: string): Word[] {
    const plain = text.slice(0, MAX_LENGTH).normalize("NFKC").toLowerCase();
    const found = plain.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
    const cut = this.#cut;
    const parts = cut ? found.flatMap((part) => (/\p{Script=Han}/u.test(part) ? cut(part) : [part])) : found;
    return parts.map((written) => ({ written, stem: this.#stemOf(written) }));
  }

  #stemOf(word: string): string {
    let stem = this.#known.get(word);
    if (stem === undefined) {
      stem = this.#stem(word);
      if (this.#known.size < 200_000) this.#known.set(word, stem);
    }
    return stem;
  }
}
