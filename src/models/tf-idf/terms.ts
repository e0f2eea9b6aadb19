import type { Word } from "../text/words.ts";
import type { TfIdfParameters } from "./parameters.ts";

/** Parts of a word are marked, so that none is taken for a whole word. */
const PART = "\u0001";

/** Calls `take` with every term of a text: runs of word stems (joined by a space), then runs of characters. */
export function eachTerm(words: readonly Word[], p: TfIdfParameters, take: (term: string) => void): void {
  for (let i = 0; i < words.length; i++) {
    let run = "";
    for (let n = 1; n <= p.maxWords && i + n <= words.length; n++) {
      const { stem } = words[i + n - 1]!;
      run = n === 1 ? stem : `${run} ${stem}`;
      take(run);
    }
  }
  if (p.maxCharacters < 1) return;
  for (const { written } of words) {
    const padded = [..." ", ...written, ..." "];
    for (let n = Math.max(1, p.minCharacters); n <= p.maxCharacters; n++)
      for (let i = 0; i + n <= padded.length; i++) take(PART + padded.slice(i, i + n).join(""));
  }
}
