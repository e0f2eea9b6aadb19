import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DataImport } from "../../../../../src/serve/contract.ts";
import { Count, Money, Share } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { Split } from "./split.tsx";

/** What became of every row of one file; the counts add up to what was received. */
export function Accounting({ entry }: { readonly entry: DataImport }) {
  const { t } = useTranslation();
  const format = useFormat(entry.currency);
  const { received, stored, duplicates, rejected, currency } = entry;
  const rows = entry.dispositions;
  const sum = rows.reduce((n, d) => n + d.rows, 0);
  return (
    <div>
      <Split stored={stored} duplicates={duplicates} rejected={rejected} />
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
    </div>
  );
}
