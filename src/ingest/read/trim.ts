/** Stands for a line break within a field that is handed on. */
export const LINE_BREAK = 0x1e;
export const CR = 13;
export const SPACE = 32;
export const TAB = 9;

/** Puts spaces in the place of carriage returns that are no line ends. */
export function withoutReturns(bytes: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i++) if (bytes[i] === CR) bytes[i] = SPACE;
}

/** Whether a byte is a space, or may be part of a no-break space (C2 A0 in UTF-8). */
export function isSpace(b: number): boolean {
  return b === SPACE || b === TAB || b === CR || b === LINE_BREAK || b === 0xc2 || b === 0xa0;
}

/** Takes the spaces off both ends of `bytes[from, to)`; returns the new end. */
export function trim(bytes: Buffer, from: number, to: number): number {
  const blank = (b: number) => b === SPACE || b === TAB || b === CR || b === LINE_BREAK;
  let [a, z] = [from, to];
  for (;;) {
    if (a < z && blank(bytes[a]!)) a++;
    else if (a + 1 < z && bytes[a] === 0xc2 && bytes[a + 1] === 0xa0) a += 2;
    else break;
  }
  for (;;) {
    if (z > a && blank(bytes[z - 1]!)) z--;
    else if (z - 1 > a && bytes[z - 2] === 0xc2 && bytes[z - 1] === 0xa0) z -= 2;
    else break;
  }
  if (a > from) bytes.copyWithin(from, a, z);
  return from + z - a;
}
