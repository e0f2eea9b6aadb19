// Prints the closing line of a test run, "N passed, N failed", from vitest's JSON report.
import { readFileSync } from "node:fs";

let passed = 0;
let failed = 1;
try {
  const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
  passed = report.numPassedTests;
  failed =
    report.numFailedTests +
    report.testResults.filter((t) => t.status === "failed" && t.assertionResults.length === 0).length;
  const slowest = report.testResults
    .map((t) => [Math.round((t.endTime - t.startTime) / 100) / 10, t.name.replace(`${process.cwd()}/`, "")])
    .sort((a, b) => b[0] - a[0])
    .slice(0, 8);
  console.log(`slowest test files: ${slowest.map(([s, name]) => `${name} ${s} s`).join(", ")}`);
} catch (error) {
  console.error(`no test report: ${error.message}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
