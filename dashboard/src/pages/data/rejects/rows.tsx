import { useTranslation } from "react-i18next";
import type { Rejects } from "../../../../../src/serve/contract.ts";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { Paging } from "../../../parts/paging.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { useFilters } from "../../../parts/search-params.ts";

/** The rejected rows themselves, as they came. */
export function RejectRows({ data }: { readonly data: Rejects }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { set, page } = useFilters();
  /** As for this page, where the server's own words are for the command line. */
  const hint = ({ hint: { code, data, text } }: Rejects["rows"][number]) =>
    t(`dataRejects.hintHere.${code.split(".").at(-1)}`, { ...data, defaultValue: text });
  return (
    <Section title={t("dataRejects.rowsTitle")} lead={t("dataRejects.rowsLead")}>
      <PlainTable
        caption={t("dataRejects.rowsTitle")}
        rows={data.rows}
        keyOf={(_, i) => i}
        stacked
        columns={[
          {
            key: "where",
            head: t("dataRejects.line"),
            cell: (r) => (
              <span className="wrap cell">
                {r.line !== null
                  ? format.number(r.line)
                  : r.row !== null
                    ? t("dataRejects.rowN", { n: format.number(r.row) })
                    : r.at && format.date(r.at)}
                <br />
                <span className="muted light">{r.from}</span>
              </span>
            ),
          },
          {
            key: "column",
            head: t("dataRejects.column"),
            cell: (r) => <code className="wrap cell">{r.column ?? "–"}</code>,
          },
          {
            key: "value",
            head: t("dataRejects.value"),
            cell: (r) => (
              <code className="wrap cell">{r.value === null || r.value === "" ? "–" : r.value}</code>
            ),
          },
          {
            key: "hint",
            head: t("dataRejects.hint"),
            cell: (r) => (
              <span>
                {r.what.text}
                <br />
                <span className="muted">{hint(r)}</span>
              </span>
            ),
          },
          {
            key: "raw",
            head: t("dataRejects.raw"),
            cell: (r) => <code className="raw-row">{cut(r.raw)}</code>,
          },
        ]}
      />
      <Paging page={page} pageSize={25} total={data.rowsTotal} onPage={(p) => set({ page: String(p) })} />
    </Section>
  );
}

const SHOWN = 300;

/** The start of a row; the download has more. */
function cut(raw: string | null): string {
  if (raw === null) return "–";
  return raw.length > SHOWN ? `${raw.slice(0, SHOWN)} …` : raw;
}
