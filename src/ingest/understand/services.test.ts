import { expect, test } from "vitest";
import { isService } from "./services.ts";

test.each([
  ["POST", "POSTAGE"],
  ["DOT", "DOTCOM POSTAGE"],
  ["M", "Manual"],
  ["BANK CHARGES", "Bank Charges"],
  ["CRUK", "CRUK Commission"],
  ["23444", "Next Day Carriage"],
  ["10001", "Express shipping fee"],
  [null, "运费"],
  [null, "Доставка курьером"],
  ["900", "Скидка"],
])("%s %s is a service", (code, description) => {
  expect(isService(code, description, true)).toBe(true);
});

test.each([
  ["85123A", "WHITE HANGING HEART T-LIGHT HOLDER"],
  ["DCGSSGIRL", "GIRLS PARTY BAG"],
  ["PADS", "PADS TO MATCH ALL CUSHIONS"],
  ["22001", "Carriage clock"],
  ["22002", "Manual coffee grinder"],
  ["22003", "Postage stamp album"],
  [null, "Доставочный ящик"],
  [null, "绿茶"],
])("%s %s is goods", (code, description) => {
  expect(isService(code, description, true)).toBe(false);
});

test("a short code says nothing where no code has digits", () => {
  expect(isService("T", "Tea", false)).toBe(false);
  expect(isService("T", "Tea", true)).toBe(true);
});
