import { Trans, useTranslation } from "react-i18next";
import type { AccountDay, Data as Answer } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { useFormat } from "../../parts/format.ts";
import { Page } from "../../parts/page.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Account } from "./overview/account.tsx";
import { Completeness } from "./overview/completeness.tsx";
import { Findings } from "./overview/findings.tsx";
import { Imports } from "./overview/imports.tsx";
import { ReadinessList } from "./overview/readiness.tsx";

/** What came in, what became of every row, what to mend first, and what the data suffice for. */
export function Data() {
  const query = useApi<Answer>("data");
  return (
    <Answered query={query}>
      {(data) =>
        data.account.length > 0 ? (
          <Filled data={data} />
        ) : (
          <Empty page="data" command="npm run kindred -- import my-orders.csv --as orders" />
        )
      }
    </Answered>
  );
}

function Filled({ data }: { readonly data: Answer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = (of: (a: AccountDay) => number) => data.account.reduce((n, a) => n + of(a), 0);
  const stored = sum((a) => a.stored);
  const newest = data.tables
    .map((table) => table.until)
    .filter((until) => until !== null)
    .sort()
    .at(-1);
  return (
    <Page
      name={t("nav.data")}
      answer={
        <Trans
          i18nKey="data.answerAll"
          values={{ stored: format.number(stored), received: format.number(sum((a) => a.received)) }}
          components={{ b: <b data-value={stored} /> }}
        />
      }
      more={
        <>
          {t("data.moreAll", { duplicates: sum((a) => a.duplicates), rejected: sum((a) => a.rejected) })}
          {newest && ` ${t("data.fresh", { at: newest })}`}
        </>
      }
    >
      <Findings findings={data.findings} currency={data.currency} />
      <Account days={data.account} />
      {data.imports.length > 0 && <Imports imports={data.imports} />}
      {data.readiness.length > 0 && <ReadinessList goals={data.readiness} />}
      {data.tables.length > 0 && <Completeness tables={data.tables} findings={data.findings} />}
    </Page>
  );
}
