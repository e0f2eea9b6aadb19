import "./data.css";
import { Trans, useTranslation } from "react-i18next";
import type { Data as Answer, DataImport } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { useFormat } from "../../parts/format.ts";
import { Page } from "../../parts/page.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Accounting } from "./accounting.tsx";
import { Completeness } from "./completeness.tsx";
import { Findings } from "./findings.tsx";
import { ReadinessList } from "./readiness.tsx";
import { Reading } from "./reading.tsx";

/** What came in, what became of every row, what to mend first, and what the data suffice for. */
export function Data() {
  const query = useApi<Answer>("data");
  return (
    <Answered query={query}>
      {(data) =>
        data.imports[0] ? (
          <Filled data={data} newest={data.imports[0]} />
        ) : (
          <Empty page="data" command="npm run kindred -- import my-orders.csv --as orders" />
        )
      }
    </Answered>
  );
}

function Filled({ data, newest }: { readonly data: Answer; readonly newest: DataImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { received, stored, duplicates, rejected } = newest;
  return (
    <Page
      name={t("nav.data")}
      answer={
        <Trans
          i18nKey="data.answer"
          values={{ stored: format.number(stored), received: format.number(received), file: newest.file }}
          components={{ b: <b /> }}
        />
      }
      more={t("data.more", { duplicates, rejected })}
    >
      <Findings findings={data.findings} currency={data.currency} />
      {data.imports.map((i) => (
        <Accounting key={i.importId} entry={i} />
      ))}
      {data.readiness.length > 0 && <ReadinessList goals={data.readiness} />}
      {data.tables.length > 0 && <Completeness tables={data.tables} />}
      <Reading entry={newest} />
    </Page>
  );
}
