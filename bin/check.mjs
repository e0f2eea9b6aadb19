// `npm run check`: types, format and lint, unused code, architecture. Runs all, fails if one fails.
import { runUnderRuntime } from "./run.mjs";

const steps = [
  ["types", "tsc", ["--noEmit"]],
  ["types (dashboard)", "tsc", ["--noEmit", "-p", "dashboard"]],
  ["format and lint", "biome", ["check", "--error-on-warnings"]],
  ["unused code", "knip", []],
  ["architecture", "vitest", ["run", "test/architecture.test.ts"]],
];
let failed = 0;
for (const [name, command, args] of steps) {
  process.stdout.write(`── ${name}\n`);
  if ((await runUnderRuntime(command, args)) !== 0) {
    process.stderr.write(`── ${name}: FAILED\n`);
    failed++;
  }
}
process.exit(failed === 0 ? 0 : 1);
