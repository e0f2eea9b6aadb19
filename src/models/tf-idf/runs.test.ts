import { expect, test } from "vitest";
import { Random } from "../../core/random.ts";
import { Runs } from "./runs.ts";

test("every pair has its own number, through growing, and none that was not added is found", () => {
  const random = new Random(1);
  const runs = new Runs(100);
  const known = new Map<string, number>();
  for (let k = 0; k < 20_000; k++) {
    const [before, word] = [random.int(300), random.int(100)];
    const name = `${before} ${word}`;
    const number = runs.add(before, word);
    expect(number).toBe(known.get(name) ?? 100 + known.size);
    known.set(name, number);
  }
  expect(runs.end).toBe(100 + known.size);
  for (let before = 0; before < 320; before++)
    for (let word = 0; word < 110; word++)
      expect(runs.find(before, word)).toBe(known.get(`${before} ${word}`) ?? -1);
  const [name, number] = [...known].at(-1)!;
  expect(`${runs.before(number)} ${runs.word(number)}`).toBe(name);
});
