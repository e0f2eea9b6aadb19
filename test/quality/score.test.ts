import { expect, test } from "vitest";
import type { Finding } from "../../src/quality/finding.ts";
import { tableScore } from "../../src/quality/score.ts";

const finding = (code: string, severity: Finding["severity"], share?: number, table = "orders"): Finding => ({
  code,
  severity,
  table,
  count: 1,
  ...(share === undefined ? {} : { share }),
  what: { code: "x", data: {} },
  todo: { code: "x", data: {} },
});

test("a score is 100 less what the findings of its table cost, each with its points", () => {
  expect(tableScore("orders", [])).toEqual({ score: 100, lost: [] });
  const findings = [
    finding("info", "info", 0.5),
    finding("warned", "warning", 0.25),
    finding("wrong", "error", 0.1),
    finding("bare", "warning"),
    finding("well", "good", 1),
    finding("elsewhere", "error", 1, "payments"),
  ];
  expect(tableScore("orders", findings)).toEqual({
    score: 72,
    lost: [
      { code: "wrong", points: 14 },
      { code: "warned", points: 8 },
      { code: "bare", points: 4 },
      { code: "info", points: 2 },
    ],
  });
  expect(tableScore("payments", findings).score).toBe(50);
});

test("it moves only with its findings, and never below nothing", () => {
  const half = tableScore("orders", [finding("wrong", "error", 0.5)]);
  expect(tableScore("orders", [finding("wrong", "error", 0.4)]).score - half.score).toBe(4);
  const many = Array.from({ length: 5 }, (_, i) => finding(`e${i}`, "error", 1));
  expect(tableScore("orders", many).score).toBe(0);
});
