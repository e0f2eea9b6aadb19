import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import type { Rejects } from "../../../../../src/serve/contract.ts";
import { download } from "../../../api/client.ts";
import { useApi } from "../../../api/queries.ts";
import { currentLanguage } from "../../../app/language.ts";
import { Page } from "../../../parts/page.tsx";
import { useFilters } from "../../../parts/search-params.ts";
import { Answered } from "../../../parts/states.tsx";
import { Again } from "./again.tsx";
import { RejectGroups } from "./groups.tsx";
import { RejectRows } from "./rows.tsx";

/** Rows that were not stored: why, which, and the way to store them after all. */
export function DataRejects() {
  const { get, page } = useFilters();
  const filter = { import: get("import"), source: get("source"), rule: get("rule") };
  const query = useApi<Rejects>("rejects", { ...filter, page, pageSize: 25 });
  return <Answered query={query}>{(data) => <Filled data={data} filter={filter} />}</Answered>;
}

interface FilledProps {
  readonly data: Rejects;
  readonly filter: Readonly<Record<"import" | "source" | "rule", string | undefined>>;
}

function Filled({ data, filter }: FilledProps) {
  const { t } = useTranslation();
  const toCsv = () => void download("rejects/csv", { ...filter, lang: currentLanguage() }, "rejected.csv");
  return (
    <Page
      name={t("data.pages.rejects")}
      answer={
        data.total === 0 ? (
          t("dataRejects.answerNone")
        ) : (
          <Trans
            i18nKey="dataRejects.answer"
            count={data.total}
            components={{ b: <b data-value={data.total} /> }}
          />
        )
      }
      more={data.total > 0 && t("dataRejects.more")}
      actions={
        data.total > 0 && (
          <Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} onClick={toCsv}>
            {t("dataRejects.download")}
          </Button>
        )
      }
    >
      {data.groups.length > 0 && (
        <>
          <RejectGroups groups={data.groups} />
          <Again groups={data.groups} />
          <RejectRows data={data} />
        </>
      )}
    </Page>
  );
}
