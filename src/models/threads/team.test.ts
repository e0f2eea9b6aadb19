import { describe, expect, test } from "vitest";
import { rowRange, Team } from "./team.ts";

/** countUp(at, from, n) of the boosting kernel writes the row numbers from … from + n − 1. */
function number(team: Team, at: number, rows: number): void {
  team.run("countUp", (thread) => {
    const [from, to] = rowRange(rows, team.threads, thread);
    return [at + 4 * from, from, to - from];
  });
}

describe("a team", () => {
  test.each([1, 2, 3])("with %i threads does every row once", async (threads) => {
    const team = await Team.start({ kernel: "boosting", threads });
    try {
      const rows = team.ints(1003);
      for (let round = 0; round < 200; round++) {
        rows.view.fill(-1);
        number(team, rows.at, 1003);
        expect(rows.view[0]).toBe(0);
        expect(rows.view.every((value, i) => value === i)).toBe(true);
      }
    } finally {
      await team.close();
    }
  });

  test("that does not wait for its workers does every row once, before they are up and after", async () => {
    const team = await Team.start({ kernel: "boosting", threads: 3, atOnce: true });
    try {
      const rows = team.ints(1003);
      for (let round = 0; round < 60; round++) {
        rows.view.fill(-1);
        number(team, rows.at, 1003);
        expect(rows.view.every((value, i) => value === i)).toBe(true);
        await new Promise((resolve) => setTimeout(resolve, round < 30 ? 0 : 3));
      }
    } finally {
      await team.close();
    }
    const closedAtOnce = await Team.start({ kernel: "boosting", threads: 2, atOnce: true });
    await closedAtOnce.close();
  });

  test("a barrier inside the kernel holds all threads, however often", async () => {
    const team = await Team.start({ kernel: "boosting", threads: 2 });
    try {
      for (let round = 0; round < 2000; round++) team.run("barrier", () => [team.controlByte, 2]);
    } finally {
      await team.close();
    }
  });

  test("memory grows, is aligned and zero, and says its limit", async () => {
    const team = await Team.start({ kernel: "boosting" });
    const first = team.bytes(3);
    const second = team.doubles(2_000_000);
    expect(second.at % 128).toBe(0);
    expect(second.at - first.at).toBe(128);
    expect(second.view.every((value) => value === 0)).toBe(true);
    expect(() => team.alloc(4 * 2 ** 30)).toThrow(/memory-limit/);
    await team.close();
  });

  test("a worker that fails stops the team instead of hanging it", async () => {
    const team = await Team.start({ kernel: "boosting", threads: 2 });
    const outside = 4 * 2 ** 30 - 64;
    expect(() => team.run("countUp", (thread) => [thread === 1 ? outside : 65_536, 0, 8 * thread])).toThrow(
      /worker thread/,
    );
    await team.close();
  });

  test("a thread that fails frees those who wait for it at a barrier", async () => {
    const team = await Team.start({ kernel: "boosting", threads: 2 });
    const outside = 4 * 2 ** 30 - 4096;
    expect(() =>
      team.run("barrier", (thread) => (thread === 1 ? [outside, 2] : [team.controlByte, 2])),
    ).toThrow();
    await team.close();
  });

  test("a closed team does nothing more, and closing twice is fine", async () => {
    const team = await Team.start({ kernel: "boosting", threads: 2 });
    await team.close();
    await team.close();
    expect(() => team.run("countUp", () => [0, 0, 0])).toThrow(/closed/);
  });

  test("refuses a number of threads that makes no sense", async () => {
    for (const threads of [0, -1, 1.5, 33, Number.NaN])
      await expect(Team.start({ kernel: "boosting", threads })).rejects.toThrow(/bad-parameter/);
  });
});

test("row ranges cover every row once and start on whole blocks", () => {
  for (const rows of [0, 1, 15, 16, 17, 1000, 4097])
    for (const threads of [1, 2, 3, 8]) {
      let next = 0;
      for (let thread = 0; thread < threads; thread++) {
        const [from, to] = rowRange(rows, threads, thread, 16);
        if (to > from) expect(from % 16).toBe(0);
        expect(from).toBe(Math.min(next, rows));
        next = to;
      }
      expect(next).toBe(rows);
    }
});
