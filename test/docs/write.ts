// Writes the reference pages that are made from the code: `node bin/run.mjs node test/docs/write.ts`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorsPage } from "./errors-page.ts";

writeFileSync(join(import.meta.dirname, "..", "..", "docs", "reference", "errors.md"), errorsPage());
