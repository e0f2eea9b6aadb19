import { useTranslation } from "react-i18next";
import type { DataTable } from "../../../../src/serve/contract.ts";
import { Count, Share } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";

/** How full every column of the standard tables is. */
export function Completeness({ tables }: { readonly tables: readonly DataTable[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const filled = tables.filter((table) => table.rows > 0);
  return (
    <Section title={t("data.completeTitle")} lead={t("data.completeLead")}>
      <div className="grid-2">
        {filled.map((table) => (
          <article key={table.table} className="stack">
            <h3>
              {t(`tableName.${table.table}`, { defaultValue: table.table })}{" "}
              <span className="muted light">
                {t("data.tableRows", { count: table.rows })}
                {table.from && table.until && ` · ${format.date(table.from)} – ${format.date(table.until)}`}
              </span>
            </h3>
            <PlainTable
              caption={table.table}
              rows={table.columns}
              keyOf={(c) => c.column}
              file={`columns-${table.table}`}
              columns={[
                {
                  key: "column",
                  head: t("data.column"),
                  cell: (c) => <code>{c.column}</code>,
                  value: (c) => c.column,
                },
                {
                  key: "bar",
                  head: t("data.filled"),
                  cell: (c) => (
                    <div className="bar" aria-hidden>
                      <span style={{ width: `${(100 * c.filled) / table.rows}%` }} />
                    </div>
                  ),
                },
                {
                  key: "share",
                  head: "",
                  label: t("data.filled"),
                  figures: true,
                  value: (c) => c.filled,
                  cell: (c) => <Share value={c.filled / table.rows} digits={1} />,
                },
                {
                  key: "distinct",
                  head: t("data.distinct"),
                  value: (c) => c.distinct,
                  figures: true,
                  cell: (c) => <Count value={c.distinct} />,
                },
              ]}
            />
          </article>
        ))}
      </div>
    </Section>
  );
}
