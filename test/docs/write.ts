// Writes the reference pages that are made from the code: `node bin/run.mjs node test/docs/write.ts`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorsPage } from "./errors-page.ts";
import { mappingPage } from "./mapping-page.ts";
import { routesPage } from "./routes-page.ts";

const reference = join(import.meta.dirname, "..", "..", "docs", "reference");
writeFileSync(join(reference, "errors.md"), errorsPage());
writeFileSync(join(reference, "routes.md"), await routesPage());
writeFileSync(join(reference, "mapping.md"), mappingPage());
