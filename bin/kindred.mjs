#!/usr/bin/env node
// `kindred VERB …` under the Node that Kindred ships with; builds what is missing first.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { runUnderRuntime } from "./run.mjs";

const main = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "main.ts");
const built = await build();
process.exit(built || (await runUnderRuntime("node", [main, ...process.argv.slice(2)])));
