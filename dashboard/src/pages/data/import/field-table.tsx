import { useTranslation } from "react-i18next";
import type { FilePreview } from "../../../../../src/serve/contract.ts";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";

type Field = FilePreview["fields"][number];

interface FieldTableProps {
  readonly preview: FilePreview;
  /** An empty column is none. */
  readonly setColumn: (field: string, column: string) => void;
}

/** Which column is which field; each can be changed. */
export function FieldTable({ preview, setColumn }: FieldTableProps) {
  const { t } = useTranslation();
  const group = (field: string) => preview.needs.find((g) => g.includes(field));
  const rank = (f: Field) => (f.required || group(f.field) ? 0 : f.column === null ? 2 : 1);
  const fields = [...preview.fields].sort((a, b) => rank(a) - rank(b));
  const name = (field: string) => t(`fieldName.${field}`, { defaultValue: field });
  const isMapped = (field: string) => preview.fields.some((f) => f.field === field && f.column !== null);
  /** Whether the file must have it, or another field in its place. */
  const need = (f: Field): string | undefined => {
    const others = (group(f.field) ?? []).filter((other) => other !== f.field);
    if (group(f.field) && others.length === 0) return t("dataImport.needed");
    if (f.required) return t("dataImport.neededInRow");
    if (others.length === 0 || others.some(isMapped) || f.column !== null) return undefined;
    return t("dataImport.neededOr", { others: others.map(name).join(", ") });
  };
  return (
    <Section title={t("dataImport.mappingTitle")} lead={t("dataImport.mappingLead")}>
      <PlainTable
        caption={t("dataImport.mappingTitle")}
        rows={fields}
        keyOf={(f) => f.field}
        stacked
        columns={[
          {
            key: "field",
            head: t("dataImport.field"),
            cell: (f) => (
              <span>
                {name(f.field)}
                {need(f) && <span className="muted light"> · {need(f)}</span>}
              </span>
            ),
          },
          {
            key: "column",
            head: t("dataImport.column"),
            cell: (f) => (
              <select
                className="pick"
                aria-label={name(f.field)}
                value={f.column ?? ""}
                onChange={(e) => setColumn(f.field, e.currentTarget.value)}
              >
                <option value="">{t("dataImport.none")}</option>
                {preview.columns.map((c, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: names of columns may repeat
                  <option key={i} value={c}>
                    {c}
                  </option>
                ))}
                {f.column !== null && !preview.columns.includes(f.column) && (
                  <option value={f.column}>{f.column}</option>
                )}
              </select>
            ),
          },
          {
            key: "by",
            head: t("dataImport.by"),
            cell: (f) => (
              <span className="muted">
                {f.by === null || preview.remembered ? "–" : t(`data.mappedBy.${f.by}`)}
              </span>
            ),
          },
        ]}
      />
      {preview.unmapped.length > 0 && (
        <p className="muted note wrap">
          {t(`dataImport.${preview.rest}`, { columns: preview.unmapped.join(", ") })}
        </p>
      )}
    </Section>
  );
}
