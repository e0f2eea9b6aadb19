import { Button, Code } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { FileImported } from "../../../../../src/serve/contract.ts";
import { useFormat } from "../../../parts/format.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Accounting } from "../overview/accounting.tsx";
import { Notes } from "../overview/notes.tsx";

/** What an import did, and where to go on. */
export function Done({ done, again }: { readonly done: FileImported; readonly again: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const entry = done.import;
  return (
    <Page
      name={t("data.pages.import")}
      answer={
        <Trans
          i18nKey="dataImport.doneAnswer"
          values={{
            stored: format.number(entry.stored),
            received: format.number(entry.received),
            file: entry.file,
          }}
          components={{ b: <b data-value={entry.stored} /> }}
        />
      }
      more={done.known && t("dataImport.doneKnown", { file: entry.file })}
      actions={
        <>
          <Button component={Link} to="/data" variant="default">
            {t("dataImport.toOverview")}
          </Button>
          {entry.rejected > 0 && (
            <Button component={Link} to={`/data/rejects?import=${entry.importId}`} variant="default">
              {t("dataImport.toRejects")}
            </Button>
          )}
          <Button variant="subtle" onClick={again}>
            {t("dataImport.next")}
          </Button>
        </>
      }
    >
      <Section title={t("data.accountingTitle")}>
        <Accounting entry={entry} />
      </Section>
      {entry.notes.length > 0 && (
        <Section title={t("dataImport.notesTitle")}>
          <Notes notes={entry.notes} />
        </Section>
      )}
      <div className="section">
        <p className="note">{t("dataImport.doneNext")}</p>
        <Code block className="command">
          npm run kindred -- refresh
        </Code>
      </div>
    </Page>
  );
}
