import { Command } from "commander";
import { expect, test } from "vitest";
import { readSettings } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { Bus } from "../core/events.ts";
import type { Store } from "../store/store.ts";
import { words } from "../words/index.ts";
import type { Context, How, Run } from "./context.ts";
import { Output } from "./output.ts";
import { runInServer } from "./run-in-server.ts";

const signal = new AbortController().signal;
const context: Context = {
  store: {} as Store,
  settings: readSettings({ workspace: "none" }),
  words: words("en"),
  json: false,
  out: new Output(() => {}),
  path: (file) => file,
  bus: new Bus(),
  work: { signal },
  clock: systemClock,
};

test("a verb that changes something waits for the one before it, even if that fails; one that reads does not", async () => {
  const order: string[] = [];
  const free = Promise.withResolvers<void>();
  const verbs: Record<string, { how: How; work(): Promise<number> }> = {
    slow: {
      how: {},
      work: async () => {
        order.push("slow starts");
        await free.promise;
        order.push("slow fails");
        throw new Error("slow");
      },
    },
    next: {
      how: {},
      work: async () => {
        order.push("next");
        return 3;
      },
    },
    read: {
      how: { reads: true },
      work: async () => {
        order.push("read");
        return 0;
      },
    },
  };
  const addVerbs = (program: Command, run: Run) => {
    for (const [name, { how, work }] of Object.entries(verbs))
      program.addCommand(new Command(name).action(() => run({}, work, how)));
    return program;
  };
  const commands = runInServer(context, addVerbs);
  const call = (verb: string) =>
    commands({ args: [verb], cwd: "/", lang: "en" }, { write() {}, onProgress() {}, signal });
  const slow = call("slow");
  const next = call("next");
  expect(await call("read")).toBe(0);
  expect(order.toSorted()).toEqual(["read", "slow starts"]);
  free.resolve();
  await expect(slow).rejects.toThrow("slow");
  expect(await next).toBe(3);
  expect(order.slice(2)).toEqual(["slow fails", "next"]);
});
