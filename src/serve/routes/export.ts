import { randomUUID } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Type } from "typebox";
import { exportTable } from "../../act/export.ts";
import type { App, ServeContext } from "../context.ts";
import { Lang } from "../contract/common.ts";
import { wordsOf } from "../language.ts";

const types = { csv: "text/csv; charset=utf-8", parquet: "application/vnd.apache.parquet" } as const;

/** Whole tables as files: what `kindred export` writes. */
export function exportRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/export/:table",
    {
      schema: {
        summary: "A whole table as a file (CSV for spreadsheets, or Parquet)",
        params: Type.Object({ table: Type.String({ maxLength: 100 }) }),
        querystring: Type.Object({
          lang: Type.Optional(Lang),
          format: Type.Union([Type.Literal("csv"), Type.Literal("parquet")], { default: "csv" }),
        }),
      },
    },
    async (request, reply) => {
      const { table } = request.params;
      const { format } = request.query;
      const out = join(store.workspace, "out");
      mkdirSync(out, { recursive: true });
      const file = join(out, `download-${randomUUID()}.${format}`);
      const gone = () => rm(file, { force: true });
      try {
        await exportTable(store, table, file, wordsOf(request, lang), { bom: true });
      } catch (error) {
        await gone();
        throw error;
      }
      const content = createReadStream(file);
      content.on("close", () => void gone());
      return reply
        .type(types[format])
        .header("content-disposition", `attachment; filename="${table}.${format}"`)
        .send(content);
    },
  );
}
