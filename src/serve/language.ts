import type { FastifyRequest } from "fastify";
import { type Language, languages, type Words, words } from "../words/index.ts";

const built = new Map<Language, Words>();

/** The catalogue of a language, built once. */
function wordsIn(lang: Language): Words {
  let found = built.get(lang);
  if (!found) {
    found = words(lang);
    built.set(lang, found);
  }
  return found;
}

/** The language asked for by `?lang=`, else by Accept-Language (by weight), else `fallback`. */
export function pickLanguage(
  asked: string | undefined,
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  const known = (tag: string) => languages.find((l) => l === tag.toLowerCase().split("-")[0]);
  const direct = asked === undefined ? undefined : known(asked);
  if (direct) return direct;
  const ranges = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...options] = part.trim().split(";");
      const q = options.map((o) => /^\s*q=([\d.]+)$/.exec(o)?.[1]).find((v) => v !== undefined);
      return { tag: tag.trim(), weight: q === undefined ? 1 : Number(q) };
    })
    .filter((r) => r.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranges) {
    const found = known(tag);
    if (found) return found;
  }
  return fallback;
}

/** The catalogue a request is answered in. */
export function wordsOf(request: FastifyRequest, fallback: Language): Words {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  const asked = typeof lang === "string" ? lang : undefined;
  return wordsIn(pickLanguage(asked, request.headers["accept-language"], fallback));
}
