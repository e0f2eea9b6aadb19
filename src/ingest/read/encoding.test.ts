import { describe, expect, test } from "vitest";
import { guessEncoding, Utf8Check } from "./encoding.ts";

/** Text in an encoding of one byte a letter, by the decoder's own table. */
function encode(text: string, encoding: "windows-1251" | "windows-1252"): Buffer {
  const decoder = new TextDecoder(encoding);
  const table = new Map(Array.from({ length: 256 }, (_, b) => [decoder.decode(Uint8Array.of(b)), b]));
  return Buffer.from(Array.from(text, (ch) => table.get(ch)!));
}

describe("guessing the encoding of text that is not UTF-8", () => {
  test.each([
    ["Заказ;Дата;Клиент\n1;05.01.2024;Иванов Пётр\n", "windows-1251"],
    ["ЗАКАЗ;ДАТА;ИМЯ\n1;05.01.2024;ИВАНОВ\n2;06.01.2024;ЧАЙ\n", "windows-1251"],
    ["имя;город\nЮля;Уфа\n", "windows-1251"],
    ["order,name,price\n1,Café crème,£2.50\n2,Zoë,€3\n", "windows-1252"],
    ["Müller;Größe;Straße\n", "windows-1252"],
  ] as const)("%j is %s", (text, encoding) => {
    expect(guessEncoding(encode(text, encoding))).toBe(encoding);
  });

  test("Chinese in GB 18030", () => {
    // 订单编号,客户\n1,张三\n
    expect(guessEncoding(Buffer.from("b6a9b5a5b1e0bac52cbfcdbba70a312cd5c5c8fd0a", "hex"))).toBe("gb18030");
  });

  test("UTF-16 without a mark, by its zeros", () => {
    expect(guessEncoding(Buffer.from("order,date\n1,2024\n", "utf16le"))).toBe("utf-16le");
    expect(guessEncoding(Buffer.from("order,date\n1,2024\n", "utf16le").swap16())).toBe("utf-16be");
  });

  test("noise, and UTF-8 with a broken letter, are nothing we read", () => {
    expect(
      guessEncoding(Buffer.from(Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + 7) % 255 || 1))),
    ).toBeNull();
    const text = Buffer.from("Женя, Саша и Петя пьют чай\n".repeat(3));
    expect(guessEncoding(Buffer.concat([text, Buffer.from([0xd0, 0x0a])]))).toBeNull();
  });
});

test("UTF-8 is checked over the ends of chunks, and the broken line is told", () => {
  const bytes = Buffer.from("чай\nкофе\n😀\n");
  for (let size = 1; size < 6; size++) {
    const check = new Utf8Check();
    for (let i = 0; i < bytes.length; i += size) check.push(bytes.subarray(i, i + size));
    check.end();
    expect(check.valid, `${size}`).toBe(true);
  }
  const broken = new Utf8Check();
  broken.push(Buffer.concat([Buffer.from("чай\nкофе\n"), Buffer.from([0xff]), Buffer.from("\n")]));
  expect([broken.valid, broken.brokenLine]).toEqual([false, 3]);
});
