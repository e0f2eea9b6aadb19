import { useTranslation } from "react-i18next";
import type { DataImport } from "../../../../../src/serve/contract.ts";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { Accounting } from "./accounting.tsx";
import { Notes } from "./notes.tsx";
import { Reading } from "./reading.tsx";

/** Every import: what was done with its rows, what was decided, and how it was read. The newest is open. */
export function Imports({ imports }: { readonly imports: readonly DataImport[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("data.importsTitle")} lead={t("data.importsLead")}>
      <div className="card imports ruled">
        {imports.map((entry, i) => (
          <ImportEntry key={entry.importId} entry={entry} open={i === 0} />
        ))}
      </div>
    </Section>
  );
}

function ImportEntry({ entry, open }: { readonly entry: DataImport; readonly open: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <details open={open} data-import={entry.importId}>
      <summary>
        <h3>{entry.file}</h3>
        <span className="muted">
          {t(`tableName.${entry.table}`, { defaultValue: entry.table })} · {format.date(entry.startedAt)} ·{" "}
          {t("data.importLine", { stored: entry.stored, received: entry.received })}
        </span>
      </summary>
      <div className="import-more">
        <Accounting entry={entry} />
        {entry.notes.length > 0 && (
          <div>
            <h4>{t("data.notesTitle")}</h4>
            <Notes notes={entry.notes} />
          </div>
        )}
        <Reading entry={entry} />
      </div>
    </details>
  );
}
