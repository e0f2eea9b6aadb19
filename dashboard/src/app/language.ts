import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { addFormats } from "../../../src/words/formats.ts";

export const languages = { en: "English", zh: "中文", ru: "Русский" } as const;
export type Language = keyof typeof languages;

const remembered = "kindred-language";

/** One language's catalogue is loaded when it is asked for. */
const catalogues: Record<Language, () => Promise<{ dashboard: object }>> = {
  en: () => import("../../../src/words/en/dashboard/index.ts"),
  zh: () => import("../../../src/words/zh/dashboard/index.ts"),
  ru: () => import("../../../src/words/ru/dashboard/index.ts"),
};

function known(tag: string | null | undefined): Language | undefined {
  const short = tag?.toLowerCase().split("-")[0];
  return short !== undefined && short in languages ? (short as Language) : undefined;
}

function stored(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

/** The remembered language, else the first of the browser's that we have, else English. */
function firstLanguage(): Language {
  return known(stored()) ?? navigator.languages.map(known).find((l) => l !== undefined) ?? "en";
}

export async function startLanguage(): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
  });
  addFormats(i18next.services.formatter);
  await changeLanguage(firstLanguage());
  return i18next;
}

/** Switches language and remembers it. */
export async function changeLanguage(lang: Language): Promise<void> {
  if (!i18next.hasResourceBundle(lang, "translation"))
    i18next.addResourceBundle(lang, "translation", (await catalogues[lang]()).dashboard);
  await i18next.changeLanguage(lang);
  document.documentElement.lang = lang;
  try {
    localStorage.setItem(remembered, lang);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

export function currentLanguage(): Language {
  return known(i18next.language) ?? "en";
}
