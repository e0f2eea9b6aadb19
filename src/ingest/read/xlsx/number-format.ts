/** How a number format of a workbook (ECMA-376 part 1, 18.8.30) shows a number, as far as its meaning depends on it. */
export type NumberLook =
  | { readonly kind: "number" }
  /** A day, with the time where it is shown or there is one. */
  | { readonly kind: "date"; readonly clock: boolean }
  | { readonly kind: "time" }
  /** Hours beyond a day: `[h]:mm`. */
  | { readonly kind: "elapsed" }
  /** Digits in a fixed form, as postcodes and telephone numbers have: the number is a code. */
  | { readonly kind: "code"; readonly forms: readonly CodeForm[] }
  | { readonly kind: "money"; readonly sign: string };

interface CodeForm {
  /** Whether the form is for this number; the last form is for all. */
  fits(n: number): boolean;
  /** `0` and `#` are digits, all else stands as it is. */
  readonly parts: readonly string[];
}

const NUMBER: NumberLook = { kind: "number" };

/** Codes of the built-in formats that are dates or times. */
const builtIn: Readonly<Record<number, string>> = {
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy-mm-dd h:mm",
  27: "yyyy-m",
  28: "m-d",
  29: "m-d",
  30: "m-d-yy",
  31: "yyyy-m-d",
  32: "h:mm",
  33: "h:mm:ss",
  34: "yyyy-m",
  35: "yyyy-m",
  36: "yyyy-m",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  50: "yyyy-m",
  51: "m-d",
  52: "yyyy-m",
  53: "m-d",
  54: "m-d",
  55: "h:mm",
  56: "h:mm:ss",
  57: "yyyy-m",
  58: "m-d",
};

/** How the format with this number, or this code of its own, shows numbers. */
export function numberLook(id: number, own: string | undefined): NumberLook {
  const code = own ?? builtIn[id];
  if (!code) return NUMBER;
  const bare = withoutTexts(code);
  const section = bare.split(";")[0]!.toLowerCase();
  if (section.includes("general") || section === "@") return NUMBER;
  if (/\[(h+|m+|s+)\]/.test(section)) return { kind: "elapsed" };
  const letters = section.replace(/\[[^\]]*\]/g, "").replace(/am\/pm|a\/p/g, "h");
  if (!/[0#?]/.test(letters.replace(/[.,]0+/g, "")) && /[ymdhsge年月日時时分秒]/.test(letters)) {
    const clock = /[hs]/.test(letters);
    const day = /[ydge年月日]/.test(letters) || (!clock && letters.includes("m"));
    return day ? { kind: "date", clock } : { kind: "time" };
  }
  const sign = moneySign(code);
  if (sign) return { kind: "money", sign };
  const forms = codeForms(code);
  return forms ? { kind: "code", forms } : NUMBER;
}

/** The code without quoted and escaped texts and without widths (`_x`) and fillings (`*x`). */
function withoutTexts(code: string): string {
  return code.replace(/"[^"]*"|\\.|[_*]./g, "");
}

function moneySign(code: string): string | null {
  const named = /\[\$([^\]-]+)(?:-[^\]]*)?\]/.exec(code)?.[1]?.trim();
  const quoted = [...code.replace(/[_*]./g, "").matchAll(/"([^"]*)"/g)].map((m) => m[1]!.trim());
  const plain = withoutTexts(code).replace(/\[[^\]]*\]/g, "");
  const bare = /\p{Sc}/u.exec(plain)?.[0] ?? /\\(\p{Sc})/u.exec(code)?.[1];
  for (const text of [named, ...quoted, bare])
    if (text && /^(\p{Sc}|[A-Z]{3}|руб\.?|р\.|₽|元)$/u.test(text)) return text;
  return null;
}

/**
 * The forms of a code: digits only as `0` (two or more: leading zeros count), or with dashes or brackets between them.
 * A thousands separator, a decimal point, a per cent sign or an exponent make it a number.
 */
function codeForms(code: string): CodeForm[] | null {
  const forms: CodeForm[] = [];
  for (const section of code.split(";").slice(0, 2)) {
    const condition = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/.exec(section);
    const parts = partsOf(section.replace(/\[[^\]]*\]/g, ""));
    if (!parts) return null;
    forms.push({ fits: condition ? compare(condition[1]!, Number(condition[2])) : () => true, parts });
    if (!condition) break;
  }
  const digits = forms[0]!.parts.filter((p) => p === "0" || p === "#");
  const zeros = digits.every((p) => p === "0");
  const first = forms[0]!.parts.findIndex((p) => p === "0" || p === "#");
  const dashed = forms[0]!.parts.slice(first).some((p) => /[-()/]/.test(p) && p.length === 1);
  return digits.length >= 2 && (zeros || dashed) ? forms : null;
}

function partsOf(section: string): string[] | null {
  const parts: string[] = [];
  for (const m of section.replace(/[_*]./g, "").matchAll(/"([^"]*)"|\\(.)|([\s\S])/gu)) {
    const c = m[3];
    if (c === undefined) parts.push(...(m[1] ?? m[2]!).replace(/[0#]/g, ""));
    else if (c === "0" || c === "#") parts.push(c);
    else if (/[-() +/]/.test(c)) parts.push(c);
    else return null;
  }
  return parts;
}

function compare(sign: string, limit: number): (n: number) => boolean {
  switch (sign) {
    case "<=":
      return (n) => n <= limit;
    case ">=":
      return (n) => n >= limit;
    case "<":
      return (n) => n < limit;
    case ">":
      return (n) => n > limit;
    case "=":
      return (n) => n === limit;
    default:
      return (n) => n !== limit;
  }
}

/** A number as its cell shows it: dates as `2024-01-05 10:15:00`, codes with their zeros, others in plain digits. */
export function shownNumber(raw: string, look: NumberLook, from1904: boolean): string {
  const n = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(n)) return raw;
  switch (look.kind) {
    case "date":
      return shownDate(n, look.clock, from1904) ?? plainNumber(raw, n);
    case "time":
      return n >= 1 ? (shownDate(n, true, from1904) ?? plainNumber(raw, n)) : clockOf(n);
    case "elapsed":
      return n >= 0 && n < 1e6 ? clockOf(n) : plainNumber(raw, n);
    case "code":
      return Number.isSafeInteger(n) && n >= 0 ? inForm(n, look.forms) : plainNumber(raw, n);
    case "money":
      return `${plainNumber(raw, n)} ${look.sign}`;
    default:
      return plainNumber(raw, n);
  }
}

/** Fifteen digits, as many as a spreadsheet shows, without an exponent. */
function plainNumber(raw: string, n: number): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const shown = String(Number(n.toPrecision(15)));
  if (!shown.includes("e")) return shown;
  return Math.abs(n) >= 1
    ? BigInt(Math.round(n)).toString()
    : n.toFixed(18).replace(/0+$/, "").replace(/\.$/, "");
}

const DAY_MS = 86_400_000;

/** A serial day as text; null outside of 1900–9999. The 29th of February 1900, which never was, is day 60 of 1900. */
function shownDate(serial: number, clock: boolean, from1904: boolean): string | null {
  if (serial < 0 || serial >= 2_958_466) return null;
  const base = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const seconds = Math.round(serial * 86_400);
  const text = new Date(base + seconds * 1000).toISOString();
  if (text.length !== 24) return null;
  const time = text.slice(11, 19);
  return clock || (seconds * 1000) % DAY_MS !== 0 ? `${text.slice(0, 10)} ${time}` : text.slice(0, 10);
}

function clockOf(days: number): string {
  const seconds = Math.round(days * 86_400);
  const two = (v: number) => String(v).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function inForm(n: number, forms: readonly CodeForm[]): string {
  const { parts } = forms.find((f) => f.fits(n)) ?? forms.at(-1)!;
  const digits = [...String(n)];
  const out: string[] = [];
  const first = parts.findIndex((p) => p === "0" || p === "#");
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!;
    if (part !== "0" && part !== "#") out.push(part);
    else if (i === first)
      out.push(...(digits.length > 0 ? digits.splice(0).reverse() : [part === "0" ? "0" : ""]));
    else out.push(digits.pop() ?? (part === "0" ? "0" : ""));
  }
  return out.reverse().join("").trim();
}
