// npm run bench -- <subject> [--pairs N] [--only TEXT] [--allow-busy] [--write]
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/** How a bench is asked to run. */
export interface BenchOptions {
  /** Alternated pairs, ours and the peer. */
  readonly pairs: number;
  /** Only the rows whose name starts so. */
  readonly only: string | undefined;
  /** Print ratios although the machine is busy (never written). */
  readonly allowBusy: boolean;
  /** Write bench/results/<subject>.md. */
  readonly write: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "5" },
    only: { type: "string" },
    "allow-busy": { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const subject = positionals[0] ?? "";
const file = join(import.meta.dirname, `${subject}.bench.ts`);
if (!/^[a-z-]+$/.test(subject) || !existsSync(file)) {
  process.stderr.write(`There is no bench “${subject}”. Try: npm run bench -- models\n`);
  process.exit(2);
}
const { bench } = (await import(file)) as { bench: (options: BenchOptions) => Promise<void> };
await bench({
  pairs: Number(values.pairs),
  only: values.only,
  allowBusy: values["allow-busy"],
  write: values.write,
});
