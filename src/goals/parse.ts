import { KindredError } from "../core/errors.ts";

/** Deeper JSON than any goal or predicate needs; far below what ends the process that parses it. */
const MAX_JSON_DEPTH = 64;

/** Parses JSON from a person's file: throws `too-deep` before a deep one is touched, `bad-goal` for what is no JSON. */
export function parseGoalJson(text: string): unknown {
  if (jsonDepth(text) > MAX_JSON_DEPTH) throw new KindredError("too-deep", { limit: MAX_JSON_DEPTH });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KindredError(
      "bad-goal",
      { field: "file", value: text.slice(0, 40), allowed: "JSON" },
      { cause },
    );
  }
}

/** The deepest nesting of brackets outside strings, read without recursion. */
function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth);
    else if (c === 93 || c === 125) depth--;
  }
  return deepest;
}
