import { breathe } from "../breathe.ts";
import type { FitContext } from "../estimator.ts";
import { Splitter } from "../text/words.ts";
import type { TfIdfParameters } from "./parameters.ts";
import { PART, Parts, writtenPart } from "./parts.ts";
import { Runs } from "./runs.ts";
import type { Vocabulary } from "./vocabulary.ts";

const BREATHE_TEXTS = 512;

/** Texts of one language (ISO 639-1, null = unknown). */
export interface Texts {
  readonly texts: readonly string[];
  readonly lang: string | null;
}

/** The terms that are kept, what they weigh, and the texts they were learned from as numbers. */
export interface LearnedTerms {
  readonly terms: readonly string[];
  readonly written: readonly string[];
  readonly idf: Float64Array;
  readonly vocabulary: Vocabulary;
  /** Numbers of the words of each text, as they are written, and of its runs. */
  readonly words: readonly Int32Array[];
  readonly runsOf: readonly Int32Array[];
}

/**
 * Reads every text once. Runs are counted from short to long: one can only be in `minDf` texts where both the run without
 * its last word and the one without its first are (Agrawal and Srikant 1994), so that most of the rare ones are never kept.
 */
export async function learnTerms(
  { texts, lang }: Texts,
  p: TfIdfParameters,
  ctx: FitContext,
): Promise<LearnedTerms> {
  const splitter = new Splitter(lang);
  const words: Int32Array[] = [];
  for (const [row, text] of texts.entries()) {
    if (row % BREATHE_TEXTS === 0) {
      ctx.onProgress?.(row, texts.length);
      await breathe(ctx.signal);
    }
    words.push(splitter.words(text));
  }
  const { runs, inTexts, runsOf } = countRuns(splitter, words, p);
  await breathe(ctx.signal);
  const { parts, inTexts: partInTexts } = countParts(splitter, words, p);
  const most = p.maxDf * texts.length;
  const kept = (n: number) => n >= p.minDf && n <= most;
  const found: Found[] = [];
  const stems = writtenStems(splitter, words);
  for (let run = 0; run < runs.end; run++)
    if (kept(inTexts[run]!))
      found.push({ ...textsOf(run, runs, splitter.stems, stems), n: inTexts[run]!, run });
  for (const [part, text] of parts.texts.entries())
    if (kept(partInTexts[part]!))
      found.push({ term: PART + text, written: writtenPart(text), n: partInTexts[part]!, part });
  const terms = mostFrequent(found, p.maxFeatures);
  const runColumn = new Int32Array(runs.end).fill(-1);
  const partColumn = new Int32Array(parts.texts.length).fill(-1);
  terms.forEach(({ run, part }, column) => {
    if (run !== undefined) runColumn[run] = column;
    if (part !== undefined) partColumn[part] = column;
  });
  return {
    terms: terms.map(({ term }) => term),
    written: terms.map(({ written }) => written),
    idf: Float64Array.from(terms, ({ n }) => Math.log((1 + texts.length) / (1 + n)) + 1),
    vocabulary: { splitter, runs, parts, runColumn, partColumn },
    words,
    runsOf,
  };
}

interface Found {
  readonly term: string;
  readonly written: string;
  /** Texts it is in. */
  readonly n: number;
  readonly run?: number;
  readonly part?: number;
}

/** The `most` that are in most texts, by name. */
function mostFrequent(found: readonly Found[], most: number): Found[] {
  const sorted = byName(found);
  // Stable: of those in as many texts the first by name stay.
  return sorted.length <= most ? sorted : byName(sorted.sort((a, b) => b.n - a.n).slice(0, most));
}

/** V8 sorts plain strings faster than anything by a function. */
function byName(found: readonly Found[]): Found[] {
  const named = new Map(found.map((one) => [one.term, one]));
  return [...named.keys()].sort().map((term) => named.get(term)!);
}

/** In how many texts each run is, and the runs of each text; those that cannot be in `minDf` texts are left out. */
function countRuns({ stemOf, stems }: Splitter, words: readonly Int32Array[], p: TfIdfParameters) {
  const runs = new Runs(stems.length);
  let inTexts = new Int32Array(stems.length);
  let lastText = new Int32Array(stems.length).fill(-1);
  // By text: the run that begins at each word, first those of one word, then of two, …; −1 = left out.
  const runsOf = words.map((own) => new Int32Array(own.length * p.maxWords).fill(-1));
  for (let length = 1; length <= p.maxWords; length++)
    for (let text = 0; text < words.length; text++) {
      const own = words[text]!;
      const found = runsOf[text]!;
      const shorter = (length - 2) * own.length;
      for (let i = 0; i + length <= own.length; i++) {
        let run = stemOf[own[i + length - 1]!]!;
        if (length > 1) {
          const before = found[shorter + i]!;
          const after = found[shorter + i + 1]!;
          if (before < 0 || after < 0 || inTexts[before]! < p.minDf || inTexts[after]! < p.minDf) continue;
          run = runs.add(before, run);
          if (run >= inTexts.length) {
            inTexts = longer(inTexts, 0);
            lastText = longer(lastText, -1);
          }
        }
        found[(length - 1) * own.length + i] = run;
        if (lastText[run] === text) continue;
        lastText[run] = text;
        inTexts[run]!++;
      }
    }
  return { runs, inTexts, runsOf };
}

function countParts(splitter: Splitter, words: readonly Int32Array[], p: TfIdfParameters) {
  const parts = new Parts(p.minCharacters, p.maxCharacters);
  let inTexts = new Int32Array(1024);
  let lastText = new Int32Array(1024).fill(-1);
  if (p.maxCharacters > 0)
    for (const [text, own] of words.entries())
      for (const word of own)
        for (const part of parts.of(word, splitter.written[word]!, true)) {
          while (part >= inTexts.length) {
            inTexts = longer(inTexts, 0);
            lastText = longer(lastText, -1);
          }
          if (lastText[part] === text) continue;
          lastText[part] = text;
          inTexts[part]!++;
        }
  return { parts, inTexts };
}

/** How each stem is written most often. */
function writtenStems({ stemOf, stems, written }: Splitter, words: readonly Int32Array[]): string[] {
  const times = new Int32Array(written.length);
  for (const own of words) for (const word of own) times[word]!++;
  const best = new Int32Array(stems.length).fill(-1);
  for (const [word, stem] of stemOf.entries())
    if (best[stem]! < 0 || times[word]! > times[best[stem]!]!) best[stem] = word;
  return Array.from(best, (word) => written[word]!);
}

function textsOf(run: number, runs: Runs, stems: readonly string[], written: readonly string[]) {
  if (run < runs.first) return { term: stems[run]!, written: written[run]! };
  let last = runs.word(run);
  let term = stems[last]!;
  let text = written[last]!;
  for (let rest = runs.before(run); ; rest = runs.before(rest)) {
    last = rest < runs.first ? rest : runs.word(rest);
    term = `${stems[last]} ${term}`;
    text = `${written[last]} ${text}`;
    if (rest < runs.first) return { term, written: text };
  }
}

function longer(values: Int32Array<ArrayBuffer>, filling: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(Math.max(1024, values.length * 2)).fill(filling);
  out.set(values);
  return out;
}
