import { IconCircleCheck } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { DataImport } from "../../../../src/serve/contract.ts";
import { Count, Money, Share } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";

/** What became of every row of one file; the counts add up to what was received. */
export function Accounting({ entry }: { readonly entry: DataImport }) {
  const { t } = useTranslation();
  const format = useFormat(entry.currency);
  const { received, stored, duplicates, rejected, currency } = entry;
  const rows = entry.dispositions;
  const sum = rows.reduce((n, d) => n + d.rows, 0);
  const parts = [
    { key: "stored", rows: stored, tone: "var(--accent)" },
    { key: "duplicates", rows: duplicates, tone: "var(--bar)" },
    { key: "rejected", rows: rejected, tone: "var(--bad)" },
  ];
  return (
    <Section
      title={t("data.accountingTitle")}
      lead={t("data.accountingLead", { file: entry.file, at: entry.startedAt })}
    >
      <div className="split" aria-hidden>
        {parts
          .filter((p) => p.rows > 0)
          .map((p) => (
            <span key={p.key} style={{ flexGrow: p.rows, background: p.tone } as CSSProperties} />
          ))}
      </div>
      <ul className="split-key">
        {parts.map((p) => (
          <li key={p.key}>
            <i style={{ background: p.tone }} /> {t(`data.${p.key}`)} <Count value={p.rows} />
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <PlainTable
          caption={t("data.accountingTitle")}
          rows={rows}
          keyOf={(_, i) => i}
          file={`rows-${entry.importId}`}
          stacked
          columns={[
            { key: "what", head: t("data.what"), cell: (d) => d.what.text, value: (d) => d.what.text },
            {
              key: "rows",
              head: t("data.rows"),
              figures: true,
              cell: (d) => <Count value={d.rows} />,
              value: (d) => d.rows,
            },
            {
              key: "share",
              head: t("data.share"),
              figures: true,
              cell: (d) => <Share value={d.rows / received} digits={1} />,
            },
            {
              key: "value",
              head: t("data.value"),
              figures: true,
              value: (d) => (d.amountMinor === undefined ? null : format.major(d.amountMinor)),
              cell: (d) =>
                d.amountMinor === undefined ? "–" : <Money minor={d.amountMinor} currency={currency} />,
            },
          ]}
          foot={[
            <span key="sum" className={sum === received ? "adds-up" : "bad"}>
              {sum === received && <IconCircleCheck size={16} stroke={1.8} className="good" aria-hidden />}
              {sum === received ? t("data.addsUp") : t("data.doesNotAddUp", { received })}
            </span>,
            <Count key="rows" value={sum} />,
            "",
            "",
          ]}
        />
      )}
    </Section>
  );
}
