import { useTranslation } from "react-i18next";
import type { DataImport } from "../../../../../src/serve/contract.ts";
import { PlainTable } from "../../../parts/plain-table.tsx";

/** How the newest file was read: which column became what. */
export function Reading({ entry }: { readonly entry: DataImport }) {
  const { t } = useTranslation();
  if (entry.mapping.length === 0) return null;
  return (
    <div>
      <h4>{t("data.readingTitle")}</h4>
      <PlainTable
        caption={t("data.readingTitle")}
        rows={entry.mapping}
        keyOf={(m) => m.field}
        file={`columns-${entry.importId}`}
        columns={[
          {
            key: "column",
            head: t("data.columnOfFile"),
            cell: (m) => <code>{m.column}</code>,
            value: (m) => m.column,
          },
          {
            key: "field",
            head: t("data.field"),
            cell: (m) => t(`fieldName.${m.field}`, { defaultValue: m.field }),
            value: (m) => m.field,
          },
          { key: "by", head: t("data.by"), cell: (m) => t(`data.mappedBy.${m.by}`), value: (m) => m.by },
        ]}
      />
      {entry.unmapped.length > 0 && (
        <p className="muted note">{t("data.unmapped", { columns: entry.unmapped.join(", ") })}</p>
      )}
      <p className="muted note">{t("data.readingLeadPage")}</p>
    </div>
  );
}
