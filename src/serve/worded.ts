import type { Sentence } from "../core/sentence.ts";
import type { Words } from "../words/index.ts";

/** `T` as it goes over the wire: every sentence in it has its text. */
export type Worded<T> = T extends readonly (infer U)[]
  ? Worded<U>[]
  : T extends Sentence
    ? { -readonly [K in keyof T]: T[K] } & { text: string }
    : T extends object
      ? { -readonly [K in keyof T]: Worded<T[K]> }
      : T;

/** A copy of `value` in which every `{code, data}` also has its `text` in the language of `words`. */
export function worded<T>(value: T, words: Words): Worded<T> {
  return walk(value, words) as Worded<T>;
}

function walk(value: unknown, words: Words): unknown {
  if (Array.isArray(value)) return value.map((v) => walk(v, words));
  if (typeof value !== "object" || value === null) return value;
  if (isSentence(value)) return { ...value, text: words.tell(value) };
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, words)]));
}

function isSentence(value: object): value is Sentence {
  const { code, data } = value as { code?: unknown; data?: unknown };
  return typeof code === "string" && typeof data === "object" && data !== null;
}
