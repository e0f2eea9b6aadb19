import { Readable } from "node:stream";
import type { Static } from "typebox";
import type { Store } from "../../store/store.ts";
import type { Words } from "../../words/index.ts";
import type { App, ServeContext } from "../context.ts";
import { Rejects, RejectsQuery } from "../contract/rejects.ts";
import { csvCell } from "../csv-cell.ts";
import { wordsOf } from "../language.ts";
import {
  countRejected,
  type RejectedRow,
  type RejectFilter,
  rejectedRows,
  rejectGroups,
} from "../queries/rejects.ts";
import { worded } from "../worded.ts";

/** Rows of a file that are read at once for a download. */
const AT_ONCE = 5000;

/** Rows that were not stored: how many, why, and each of them. */
export function rejectRoutes(app: App, { store, lang }: ServeContext): void {
  app.get(
    "/api/v1/rejects",
    {
      schema: {
        summary: "Rows that were not stored, by import and rule",
        querystring: RejectsQuery,
        response: { 200: Rejects },
      },
    },
    async (request): Promise<Rejects> => {
      const words = wordsOf(request, lang);
      const { page, pageSize } = request.query;
      const filter = filterOf(request.query);
      const [groups, rows, counts] = await Promise.all([
        rejectGroups(store),
        rejectedRows(store, filter, pageSize, (page - 1) * pageSize),
        countRejected(store, filter),
      ]);
      return {
        total: counts.total,
        groups: groups.map((g) => ({
          importId: g.import_id,
          source: g.source,
          from: g.from,
          table: g.table_name,
          rule: g.rule,
          what: worded(sentence("rejected", g), words),
          rows: g.n,
        })),
        rows: rows.map((r) => rowAnswer(r, words)),
        rowsTotal: counts.fitting,
      };
    },
  );

  app.get(
    "/api/v1/rejects/csv",
    { schema: { summary: "The same rows as a file for spreadsheets", querystring: RejectsQuery } },
    async (request, reply) => {
      const lines = csvLines(store, filterOf(request.query), wordsOf(request, lang));
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="rejected.csv"')
        .send(Readable.from(lines));
    },
  );
}

function filterOf(query: Static<typeof RejectsQuery>): RejectFilter {
  return { importId: query.import ?? null, source: query.source ?? null, rule: query.rule ?? null };
}

/** Events have rules and words of their own. */
function sentence(
  part: "rejected" | "hints",
  row: Pick<RejectedRow, "source" | "rule"> & Partial<Pick<RejectedRow, "column_name" | "value">>,
) {
  const data = { column: row.column_name ?? "", value: (row.value ?? "").slice(0, 200) };
  return { code: `${row.source === null ? "ingest" : "tracking"}.${part}.${row.rule}`, data };
}

function rowAnswer(row: RejectedRow, words: Words): Rejects["rows"][number] {
  return {
    importId: row.import_id,
    source: row.source,
    from: row.from,
    line: row.line,
    row: row.row_number,
    at: row.received_at?.toISOString() ?? null,
    column: row.column_name,
    value: row.value,
    what: worded(sentence("rejected", row), words),
    hint: worded(sentence("hints", row), words),
    raw: row.raw,
  };
}

async function* csvLines(store: Store, filter: RejectFilter, words: Words): AsyncGenerator<string> {
  yield "\uFEFFfrom,line,row,received_at,column,value,rule,what,hint,raw\r\n";
  for (let offset = 0; ; offset += AT_ONCE) {
    const rows = await rejectedRows(store, filter, AT_ONCE, offset);
    for (const r of rows) {
      const { what, hint } = rowAnswer(r, words);
      const at = r.received_at?.toISOString() ?? null;
      yield `${[r.from, r.line, r.row_number, at, r.column_name, r.value, r.rule, what.text, hint.text, r.raw].map(csvCell).join(",")}\r\n`;
    }
    if (rows.length < AT_ONCE) return;
  }
}
