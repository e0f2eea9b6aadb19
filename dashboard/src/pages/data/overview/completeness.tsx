import { useTranslation } from "react-i18next";
import type { DataFinding, DataTable } from "../../../../../src/serve/contract.ts";
import { Share } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { Term } from "../../../parts/term.tsx";

/** How full every column of the standard tables is. */
interface CompletenessProps {
  readonly tables: readonly DataTable[];
  readonly findings: readonly DataFinding[];
}

export function Completeness({ tables, findings }: CompletenessProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("data.completeTitle")} lead={t("data.completeLead")}>
      <div className="grid-2">
        {tables
          .filter((table) => table.rows > 0)
          .map((table) => (
            <TableCard key={table.table} table={table} findings={findings} />
          ))}
      </div>
    </Section>
  );
}

interface TableCardProps {
  readonly table: DataTable;
  readonly findings: readonly DataFinding[];
}

function TableCard({ table, findings }: TableCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`tableName.${table.table}`, { defaultValue: table.table });
  const costs = table.lost.flatMap(({ code, column, points }) => {
    const found = findings.find((f) => f.code === code && f.table === table.table && f.column === column);
    return found ? [t("data.costs", { points: Math.round(points), what: found.what.text })] : [];
  });
  return (
    <article className="stack">
      <h3>
        {name}{" "}
        <span className="muted light">
          {t("data.tableRows", { count: table.rows })}
          {table.from && table.until && ` · ${format.date(table.from)} – ${format.date(table.until)}`}
        </span>
      </h3>
      <p className="light">
        <Term name="tableScore" label={t("data.score", { score: table.score })} />
        {costs.length > 0 && <span className="muted"> · {costs.join(" · ")}</span>}
      </p>
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
