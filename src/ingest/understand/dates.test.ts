import { describe, expect, test } from "vitest";
import { looksLikeDate, readDates } from "./dates.ts";

const none = { first_over: 0, second_over: 0, offsets: 0 };
const hints = { decimal: ".", delimiter: ",", latin: true } as const;
const format = (sample: string[], evidence = none, h: Parameters<typeof readDates>[2] = hints) =>
  readDates(sample, evidence, h)?.format;

describe("how dates are written", () => {
  test.each([
    ["2024-01-05", "ISO 8601"],
    ["2024/1/5 8:05", "ISO 8601"],
    ["2024.01.05", "%Y.%m.%d"],
    ["20240105", "%Y%m%d"],
    ["5-Jan-24", "%d-%b-%y"],
    ["5 January 2024 10:05", "%d %B %Y %H:%M"],
    ["Jan 5, 2024 10:05 PM", "%b %d, %Y %I:%M %p"],
    ["Fri, 05 Jan 2024 10:05:00 +0300", "%a, %d %b %Y %H:%M:%S %z"],
    ["2024年1月5日 10:05:09", "%Y年%m月%d日 %H:%M:%S"],
    ["5 января 2024 г., 10:05", "%d %m %Y, %H:%M"],
    ["1704448800", "epoch seconds"],
    ["1704448800123", "epoch milliseconds"],
    ["45296.5", "spreadsheet serial"],
  ])("%s", (value, expected) => {
    expect(format([value, value])).toBe(expected);
  });

  test("numbers above 12 tell the day; else the order of the rows; else the rule, which is said", () => {
    const days = Array.from({ length: 60 }, (_, i) => `${1 + (i % 12)}/${1 + Math.floor(i / 12)}/2024`);
    expect(readDates(["01/02/2024"], { ...none, first_over: 3 }, hints)).toMatchObject({
      format: "%d/%m/%Y",
      guessed: false,
    });
    expect(readDates(["01/02/2024"], { ...none, second_over: 3 }, hints)).toMatchObject({
      format: "%m/%d/%Y",
      guessed: false,
    });
    expect(readDates(days, none, hints)).toMatchObject({ format: "%d/%m/%Y", guessed: false });
    expect(readDates(["01/02/2024"], none, hints)).toMatchObject({ format: "%m/%d/%Y", guessed: true });
    expect(readDates(["01/02/2024"], none, { ...hints, delimiter: ";" })).toMatchObject({
      format: "%d/%m/%Y",
      guessed: true,
    });
    expect(readDates(["01.02.24"], none, hints)).toMatchObject({ format: "%d.%m.%y", guessed: true });
  });

  test("numbers and codes are no dates; a column of few dates is not read as dates", () => {
    for (const v of ["12", "1.5", "C1-2024", "85123A", "2024", "1704448800"])
      expect(looksLikeDate(v), v).toBe(false);
    expect(format(["2024-01-05", "a", "b", "c"])).toBeUndefined();
  });
});
