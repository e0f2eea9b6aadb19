import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "../context.ts";

const source = join(import.meta.dirname, "..", "..", "..", "snippet", "kindred.js");

/** A script as it goes over the wire: without comments of whole lines and without indentation. */
function lean(script: string): string {
  return script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//") && !/^\/\*\*.*\*\/$/.test(line))
    .join("\n");
}

/** The script that pages of a shop load. */
export function snippetRoutes(app: App): void {
  const script = lean(readFileSync(source, "utf8"));
  app.get(
    "/v1/kindred.js",
    { schema: { summary: "The script for pages: page views, time on page, return visits" } },
    async (_request, reply) =>
      reply
        .type("text/javascript; charset=utf-8")
        .headers({ "cache-control": "public, max-age=3600", "cross-origin-resource-policy": "cross-origin" })
        .send(script),
  );
}
