import { Button, Select } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import type { Actions as Answer } from "../../../../src/serve/contract.ts";
import { downloadTable } from "../../api/download-table.ts";
import { useApi } from "../../api/queries.ts";
import { BandSelect } from "../../parts/band-select.tsx";
import { useFormat } from "../../parts/format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Paging } from "../../parts/paging.tsx";
import { PersonaSelect } from "../../parts/persona-select.tsx";
import { useFilters } from "../../parts/search-params.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { ActionKinds } from "./kinds.tsx";
import { ActionTable } from "./table.tsx";

const pageSize = 25;

/** What to do, for whom, in order of what it should bring. */
export function Actions() {
  const filters = useFilters();
  const query = useApi<Answer>("actions", {
    page: filters.page,
    pageSize,
    action: filters.get("action"),
    segment: filters.get("segment"),
    band: filters.get("band"),
  });
  return (
    <Answered query={query}>
      {(data) =>
        data.kinds.length === 0 ? <Empty page="actions" command="npm run demo" /> : <Filled data={data} />
      }
    </Answered>
  );
}

function Filled({ data }: { readonly data: Answer }) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  const { get, set, page } = useFilters();
  return (
    <Page
      name={data.asOf ? t("actions.asOf", { at: data.asOf }) : t("nav.actions")}
      answer={
        <Trans
          i18nKey={data.expectedMarginMinor === null ? "actions.answerPlain" : "actions.answer"}
          count={data.toDo}
          values={{ margin: format.money(data.expectedMarginMinor ?? 0) }}
          components={{ b: <b data-value={data.toDo} data-minor={data.expectedMarginMinor} /> }}
        />
      }
      more={
        <>
          {data.expectedMarginMinor === null && <>{t("actions.noMoney")} </>}
          {data.control > 0 && t("actions.more", { count: data.control })}
        </>
      }
      actions={
        <>
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void downloadTable("actions", "csv")}
          >
            {t("actions.exportCsv")}
          </Button>
          <Button variant="default" onClick={() => void downloadTable("actions", "parquet")}>
            {t("actions.exportParquet")}
          </Button>
        </>
      }
    >
      <ActionKinds data={data} />
      <Section
        title={t("actions.listTitle")}
        lead={t(data.expectedMarginMinor === null ? "actions.listLeadPlain" : "actions.listLead")}
      >
        <search className="filters">
          <Select
            label={t("table.action")}
            placeholder={t("table.all")}
            clearable
            clearButtonProps={{ "aria-label": t("table.clear") }}
            value={get("action") ?? null}
            onChange={(v) => set({ action: v ?? undefined })}
            data={data.kinds.map((k) => ({ value: k.action, label: k.what.text }))}
            w={{ base: "100%", xs: 280 }}
          />
          {data.personas.length > 0 && (
            <PersonaSelect
              personas={data.personas}
              value={get("segment")}
              onChange={(segment) => set({ segment })}
            />
          )}
          <BandSelect value={get("band")} onChange={(band) => set({ band })} />
        </search>
        <ActionTable data={data} />
        <Paging page={page} pageSize={pageSize} total={data.total} onPage={(n) => set({ page: String(n) })} />
      </Section>
    </Page>
  );
}
