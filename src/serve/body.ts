import { KindredError } from "../core/errors.ts";
import type { App } from "./context.ts";

export const bodyLimitBytes = 1_048_576;
const maxDepth = 64;

/** How deep arrays and objects are nested in a JSON text; stops counting above `limit`. Reads, does not parse. */
export function jsonDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 91 || c === 123) {
      depth++;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) return deepest;
    } else if (c === 93 || c === 125) depth--;
  }
  return deepest;
}

/** JSON bodies only, no deeper than `maxDepth`: deeper ones are refused before anything walks through them. */
export function acceptShallowJson(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string", bodyLimit: bodyLimitBytes },
    (_request, body, done) => {
      const text = String(body);
      if (jsonDepth(text, maxDepth) > maxDepth) {
        done(new KindredError("too-deep", { limit: maxDepth }));
        return;
      }
      try {
        done(null, JSON.parse(text, withoutPrototypes));
      } catch (error) {
        done(new KindredError("bad-request", { detail: (error as Error).message }, { cause: error }));
      }
    },
  );
}

/** Drops keys that would reach an object's prototype. */
function withoutPrototypes(key: string, value: unknown): unknown {
  return key === "__proto__" || key === "constructor" ? undefined : value;
}
