import { useTranslation } from "react-i18next";
import type { DataTable } from "../../../../../src/serve/contract.ts";
import { Share } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";

/** How full every column of the standard tables is. */
export function Completeness({ tables }: { readonly tables: readonly DataTable[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("data.completeTitle")} lead={t("data.completeLead")}>
      <div className="grid-2">
        {tables
          .filter((table) => table.rows > 0)
          .map((table) => (
            <TableCard key={table.table} table={table} />
          ))}
      </div>
    </Section>
  );
}

function TableCard({ table }: { readonly table: DataTable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`tableName.${table.table}`, { defaultValue: table.table });
  return (
    <article className="stack">
      <h3>
        {name}{" "}
        <span className="muted light">
          {t("data.tableRows", { count: table.rows })}
          {table.from && table.until && ` · ${format.date(table.from)} – ${format.date(table.until)}`}
        </span>
      </h3>
      <PlainTable
        caption={name}
        rows={table.columns}
        keyOf={(c) => c.column}
        file={`columns-${table.table}`}
        columns={[
          {
            key: "column",
            head: t("data.column"),
            cell: (c) => t(`columnName.${c.column}`, { defaultValue: c.column }),
            value: (c) => c.column,
          },
          {
            key: "filled",
            head: t("data.filled"),
            cell: (c) => (
              <div className="filled">
                <div className="bar" aria-hidden>
                  <span style={{ width: `${(100 * c.filled) / table.rows}%` }} />
                </div>
                <Share value={c.filled / table.rows} digits={1} />
              </div>
            ),
            value: (c) => c.filled,
          },
          {
            key: "distinct",
            head: t("data.distinct"),
            figures: true,
            cell: (c) => format.about(c.distinct),
            value: (c) => c.distinct,
          },
        ]}
      />
    </article>
  );
}
