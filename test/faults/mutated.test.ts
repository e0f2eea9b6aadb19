// Whatever is done to a file, its import ends as done or as a named error. 10,000 by `npm run faults -- mutated`.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KindredError } from "../../src/core/errors.ts";
import { Random } from "../../src/core/random.ts";
import { Workspace } from "../ingest/workspace.ts";
import { readMutants } from "./mutated.ts";
import { mutations } from "./mutations.ts";
import { mutated, seedFiles } from "./seed-files.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kindred-mutants-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("500 mutated files: each is done with its rows accounted for, or ends with a named error", async () => {
  const { formats, wrong } = await readMutants(500, 2026, folder);
  expect(wrong).toEqual([]);
  for (const [format, counts] of formats) {
    expect(counts.files, format).toBe(100);
    // A mutation must not always break the file, nor never.
    expect(counts.done, format).toBeGreaterThan(0);
    expect(counts.named.size, format).toBeGreaterThan(1);
  }
}, 300_000);

test("mutants through the whole import: the store adds up after each, and nothing is left in the stage", async () => {
  const ws = await Workspace.open();
  const own = join(folder, "whole");
  mkdirSync(own);
  try {
    const seeds = await seedFiles(own);
    const random = new Random(7);
    const names = Object.keys(mutations);
    for (let i = 0; i < 24; i++) {
      const seed = seeds[i % seeds.length]!;
      const mutation = mutations[names[Math.floor(random.next() * names.length)]!]!;
      const file = join(own, "mutant");
      writeFileSync(file, mutated(seed, mutation, random, own));
      const came = await ws.import(file, seed.table).catch((error: unknown) => error);
      if (came instanceof Error && !(came instanceof KindredError)) throw came;
    }
    expect(readdirSync(join(ws.store.workspace, "stage"))).toEqual([]);
    const uneven = await ws.store.rows(
      "SELECT * FROM imports WHERE received <> stored + duplicates + rejected",
    );
    expect(uneven).toEqual([]);
    const { n } = await ws.store.one<{ n: number }>("SELECT count(*) AS n FROM imports");
    expect(n).toBeGreaterThan(3);
  } finally {
    await ws.close();
  }
}, 120_000);
