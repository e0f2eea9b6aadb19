/** What a character does to a word. */
export const OTHER = 0;
/** A letter, digit or mark: words are made of them. */
const WORD = 1;
/** A letter of a script that puts nothing between its words. */
export const UNSPACED = 2;
/** A picture: a word by itself. */
export const PICTURE = 3;

const UNKNOWN = 255;
const word = /[\p{L}\p{N}\p{M}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const picture = /\p{Extended_Pictographic}/u;
const classes = new Uint8Array(65_536).fill(UNKNOWN);

/** The class of a code point. */
export function classOf(code: number): number {
  if (code > 0xffff) return classify(code);
  const known = classes[code]!;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

function classify(code: number): number {
  const character = String.fromCodePoint(code);
  if (word.test(character)) return unspaced.test(character) ? UNSPACED : WORD;
  return picture.test(character) ? PICTURE : OTHER;
}
