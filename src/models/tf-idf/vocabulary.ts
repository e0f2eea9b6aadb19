import { Splitter } from "../text/words.ts";
import type { TfIdfParameters } from "./parameters.ts";
import { PART, Parts } from "./parts.ts";
import { Runs } from "./runs.ts";

/** Terms as numbers, and their columns; −1 = no column. */
export interface Vocabulary {
  readonly splitter: Splitter;
  readonly runs: Runs;
  readonly parts: Parts;
  /** By number of the run; single words are runs by the number of their stem. */
  readonly runColumn: Int32Array;
  readonly partColumn: Int32Array;
}

/** The vocabulary of saved terms, in their order. */
export function vocabularyOf(
  terms: readonly string[],
  lang: string | null,
  { minCharacters, maxCharacters }: TfIdfParameters,
): Vocabulary {
  const splitter = new Splitter(lang);
  const parts = new Parts(minCharacters, maxCharacters);
  const words = terms.map((term) => (term.startsWith(PART) ? null : term.split(" ")));
  const stems = words.map((run) => run?.map((stem) => splitter.stemNumber(stem)));
  const runs = new Runs(splitter.stems.length);
  const numbers = stems.map((run) => run?.reduce((before, word) => runs.add(before, word)));
  const runColumn = new Int32Array(runs.end).fill(-1);
  const partColumn: number[] = [];
  numbers.forEach((run, column) => {
    if (run !== undefined) runColumn[run] = column;
    else partColumn[parts.number(terms[column]!.slice(PART.length))] = column;
  });
  return { splitter, runs, parts, runColumn, partColumn: Int32Array.from(partColumn) };
}

/** Counts the known terms of one text after the other. */
export class TermCounter {
  readonly counts: Int32Array;
  /** Columns of the last text, the first `found` of them, in no order. */
  readonly columns: Int32Array;
  found = 0;
  readonly #vocabulary: Vocabulary;
  readonly #p: TfIdfParameters;

  constructor(vocabulary: Vocabulary, p: TfIdfParameters, columns: number) {
    this.#vocabulary = vocabulary;
    this.#p = p;
    this.counts = new Int32Array(columns);
    this.columns = new Int32Array(columns);
  }

  /** Sets `counts` for the words of a text; `clear` before the next. `known` are its runs, where they were found before. */
  count(words: Int32Array, known?: Int32Array): void {
    if (known) this.#addKnown(known);
    else this.#addRuns(words);
    if (this.#p.maxCharacters > 0) this.#addParts(words);
  }

  clear(): void {
    for (let k = 0; k < this.found; k++) this.counts[this.columns[k]!] = 0;
    this.found = 0;
  }

  #addKnown(known: Int32Array): void {
    const { runColumn } = this.#vocabulary;
    for (let k = 0; k < known.length; k++) if (known[k]! >= 0) this.#add(runColumn[known[k]!]!);
  }

  #addRuns(words: Int32Array): void {
    const { splitter, runs, runColumn } = this.#vocabulary;
    const { stemOf } = splitter;
    const { maxWords } = this.#p;
    for (let i = 0; i < words.length; i++) {
      let run = stemOf[words[i]!]!;
      if (run >= runs.first) continue;
      this.#add(runColumn[run]!);
      for (let k = i + 1; k < i + maxWords && k < words.length; k++) {
        run = runs.find(run, stemOf[words[k]!]!);
        if (run < 0) break;
        this.#add(runColumn[run]!);
      }
    }
  }

  #addParts(words: Int32Array): void {
    const { splitter, parts, partColumn } = this.#vocabulary;
    for (const word of words)
      for (const part of parts.of(word, splitter.written[word]!, false)) this.#add(partColumn[part]!);
  }

  #add(column: number): void {
    if (column < 0) return;
    if (this.counts[column] === 0) this.columns[this.found++] = column;
    this.counts[column]!++;
  }
}
