import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { newStemmer } from "snowball-stemmers";

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

/** A word without its ending. */
export type Stem = (word: string) => string;

/** Cuts a run of letters with nothing between its words into words. */
export type Cut = (run: string) => string[];

/** Stems found so far, by language: models of the same texts are fitted again and again. Forgotten when there are many. */
const found = new Map<string, Map<string, string>>();
const MOST_FOUND = 100_000;

export function stemmerOf(lang: string | null): Stem {
  const algorithm = lang && Object.hasOwn(algorithms, lang) ? algorithms[lang] : undefined;
  if (!algorithm) return (word) => word;
  const stemmer = newStemmer(algorithm);
  const known = found.get(algorithm) ?? new Map<string, string>();
  found.set(algorithm, known);
  return (word) => {
    let stem = known.get(word);
    if (stem === undefined) {
      stem = stemmer.stem(word);
      if (known.size >= MOST_FOUND) known.clear();
      known.set(word, stem);
    }
    return stem;
  };
}

let jieba: Jieba | undefined;
let segmenter: Intl.Segmenter | undefined;

/** Jieba for Chinese; the dictionaries of ICU for other scripts, and for what of them stands in other languages' texts. */
export function cutterOf(lang: string | null): Cut {
  if (lang === "zh")
    return (run) => {
      // Its dictionary takes a moment to read, so once, and only where it is wanted.
      jieba ??= Jieba.withDict(dict);
      return jieba.cut(run, true);
    };
  return (run) => {
    segmenter ??= new Intl.Segmenter("und", { granularity: "word" });
    return Array.from(segmenter.segment(run), ({ segment }) => segment);
  };
}
