import { createInstance } from "i18next";
import type { Sentence } from "../core/sentence.ts";
import { catalogue as en } from "./en/index.ts";
import { addFormats } from "./formats.ts";
import { catalogue as ru } from "./ru/index.ts";
import { catalogue as zh } from "./zh/index.ts";

export const languages = ["en", "zh", "ru"] as const;
export type Language = (typeof languages)[number];
export const catalogues = { en, zh, ru };

type Data = Readonly<Record<string, unknown>>;

/** Every sentence for people in one language. */
export interface Words {
  readonly lang: Language;
  /** The sentence of a code (`room.key`), plural by `count`; the code itself where the catalogue lacks it. */
  say(code: string, data?: Data): string;
  tell(sentence: Sentence): string;
}

/** The catalogue of one language, with the formats `number`, `percent`, `money` (minor units + `currency`), `date`. */
export function words(lang: Language): Words {
  const i18n = createInstance();
  void i18n.init({
    lng: lang,
    resources: { [lang]: { translation: catalogues[lang] } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnObjects: false,
  });
  addFormats(i18n.services.formatter);
  const say = (code: string, data: Data = {}) => String(i18n.t(code, data as Record<string, unknown>));
  return { lang, say, tell: (s) => say(s.code, s.data) };
}
