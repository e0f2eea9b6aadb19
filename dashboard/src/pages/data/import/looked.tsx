import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { FilePreview, SentFile } from "../../../../../src/serve/contract.ts";
import { post } from "../../../api/client.ts";
import { currentLanguage } from "../../../app/language.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Loading } from "../../../parts/states.tsx";
import { dateLetters } from "../date-letters.ts";
import { Notes } from "../overview/notes.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { FieldTable } from "./field-table.tsx";
import { FirstRows } from "./first-rows.tsx";
import { type ReadingChoice, readingRequest, type StoreRequest } from "./reading.ts";
import { StoreBox } from "./store-box.tsx";

const tables = [
  "orders",
  "customers",
  "products",
  "events",
  "messages",
  "reviews",
  "payments",
  "loyalty",
  "identities",
] as const;
const TYPING_MS = 500;

interface LookedProps {
  readonly sent: SentFile;
  readonly again: () => void;
  readonly store: (request: StoreRequest) => void;
  readonly error: unknown;
}

/** How a file would be read: what is wrong is changed, then it is stored. */
export function Looked({ sent, again, store, error }: LookedProps) {
  const { t } = useTranslation();
  const lang = currentLanguage();
  const [choice, setChoice] = useState<ReadingChoice>({
    table: "orders",
    map: null,
    currency: "",
    dateFormat: "",
    sheet: "",
  });
  const change = (changes: Partial<ReadingChoice>) => setChoice((old) => ({ ...old, ...changes }));
  const [settled] = useDebouncedValue(choice, TYPING_MS);
  const query = useQuery({
    queryKey: ["files", sent.upload, settled, lang],
    queryFn: ({ signal }) =>
      post<FilePreview>(`files/${sent.upload}/preview`, { lang }, readingRequest(settled), signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const preview = query.data;
  if (!preview && !query.isError) return <Loading />;
  const waiting = query.isFetching || settled !== choice;
  /** What stands on the screen, so that nothing else is stored. */
  const mapped = preview?.remembered
    ? Object.fromEntries(preview.fields.map((f) => [f.field, f.column ?? ""]))
    : choice.map;
  const setColumn = (field: string, column: string) => change({ map: { ...mapped, [field]: column } });
  return (
    <Page
      name={t("data.pages.import")}
      answer={
        <Trans
          i18nKey="dataImport.answerFile"
          values={{ file: sent.file }}
          components={{ b: <b className="wrap" /> }}
        />
      }
      more={t("dataImport.moreFile", {
        size: sizeOf(sent.bytes, lang),
        columns: preview?.columns.length ?? 0,
      })}
      actions={
        <button type="button" className="link-button" onClick={again}>
          {t("dataImport.another")}
        </button>
      }
    >
      {query.isError && <ProblemNotice error={query.error} />}
      {error !== null && <ProblemNotice error={error} />}
      <Section title={t("dataImport.asTitle")}>
        <div className="card reading-form">
          <Select
            label={t("dataImport.table")}
            allowDeselect={false}
            value={choice.table}
            data={tables.map((table) => ({ value: table, label: t(`tableName.${table}`) }))}
            onChange={(table) => table && change({ table, map: null })}
          />
          <TextInput
            label={t("dataImport.currency")}
            description={t("dataImport.currencyHint")}
            maxLength={3}
            value={choice.currency}
            placeholder={preview?.currency ?? ""}
            onChange={(e) => change({ currency: e.currentTarget.value.toUpperCase() })}
          />
          <TextInput
            label={t("dataImport.dateFormat")}
            description={t("dataImport.dateFormatHint")}
            value={choice.dateFormat}
            placeholder={dateLetters(String(preview?.format.dateFormat ?? ""))}
            onChange={(e) => change({ dateFormat: e.currentTarget.value })}
          />
          {preview?.format.type === "xlsx" && (
            <TextInput
              label={t("dataImport.sheet")}
              description={t("dataImport.sheetHint")}
              value={choice.sheet}
              placeholder={String(preview.format.sheet ?? "")}
              onChange={(e) => change({ sheet: e.currentTarget.value })}
            />
          )}
        </div>
      </Section>
      {preview && (
        <div className={waiting ? "updating" : ""} aria-busy={waiting}>
          <Told preview={preview} forget={() => change({ map: {} })} />
          <FieldTable preview={preview} setColumn={setColumn} />
          {preview.rows.length > 0 && <FirstRows preview={preview} />}
          {preview.problem === null && !query.isError && (
            <StoreBox
              table={preview.table}
              disabled={waiting}
              store={(mode) =>
                store({
                  ...readingRequest({
                    ...choice,
                    map: mapped,
                    currency: choice.currency || (preview.remembered && preview.currency) || "",
                  }),
                  mode,
                })
              }
            />
          )}
        </div>
      )}
    </Page>
  );
}

/** What stands in the way, what was remembered, and what was decided. */
function Told({ preview, forget }: { readonly preview: FilePreview; readonly forget: () => void }) {
  const { t } = useTranslation();
  const { problem, remembered, notes } = preview;
  return (
    <div className="section">
      {problem && (
        <div className="notice" role="alert">
          <b>{t("dataImport.problemTitle")}</b>
          <span>{problem.what.text}</span>
        </div>
      )}
      {remembered && (
        <div className="notice quiet">
          <span>{t("dataImport.remembered", { file: remembered.file, at: remembered.startedAt })}</span>
          <button type="button" className="quiet-button" onClick={forget}>
            {t("dataImport.forget")}
          </button>
        </div>
      )}
      {notes.length > 0 && (
        <>
          <h2 className="notes-title">{t("dataImport.notesTitle")}</h2>
          <Notes notes={notes} />
        </>
      )}
    </div>
  );
}

const steps = [
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
  ["kilobyte", 1000],
  ["byte", 1],
] as const;

/** A size as a person says it: 1.2 MB. */
function sizeOf(bytes: number, lang: string): string {
  const [unit, length] = steps.find(([, n]) => bytes >= n) ?? steps[3];
  return new Intl.NumberFormat(lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(
    bytes / length,
  );
}
