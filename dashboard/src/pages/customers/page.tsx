import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { Customers as Answer } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { BandSelect } from "../../parts/band-select.tsx";
import { useFormat } from "../../parts/format.ts";
import { Page } from "../../parts/page.tsx";
import { Paging } from "../../parts/paging.tsx";
import { PersonaSelect } from "../../parts/persona-select.tsx";
import { useFilters } from "../../parts/search-params.ts";
import { Answered, Empty } from "../../parts/states.tsx";
import { CustomerTable } from "./table.tsx";

const pageSize = 25;

/** Finding customers by number, kind and risk. */
export function Customers() {
  const filters = useFilters();
  const query = useApi<Answer>("customers", {
    page: filters.page,
    pageSize,
    search: filters.get("search"),
    segment: filters.get("segment"),
    band: filters.get("band"),
    sort: filters.get("sort"),
    order: filters.get("order"),
  });
  return (
    <Answered query={query}>
      {(data) =>
        data.all === 0 ? <Empty page="customers" command="npm run demo" /> : <Filled data={data} />
      }
    </Answered>
  );
}

function Filled({ data }: { readonly data: Answer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { get, set, page } = useFilters();
  const [text, setText] = useState(get("search") ?? "");
  const search = useDebouncedCallback((value: string) => set({ search: value.trim() }), 250);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const filtered = data.total !== data.all;
  return (
    <Page
      name={t("nav.customers")}
      answer={
        <Trans
          i18nKey={filtered ? "customers.answerFiltered" : "customers.answer"}
          count={filtered ? data.total : data.all}
          values={{ all: format.number(data.all) }}
          components={{ b: <b data-value={data.total} /> }}
        />
      }
      more={t("customers.more")}
    >
      <search className="filters">
        <TextInput
          label={t("customers.search")}
          placeholder={t("customers.searchHint")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(e) => {
            setText(e.currentTarget.value);
            search(e.currentTarget.value);
          }}
          w={{ base: "100%", xs: 260 }}
        />
        {data.personas.length > 0 && (
          <PersonaSelect
            personas={data.personas}
            value={get("segment")}
            onChange={(segment) => set({ segment })}
          />
        )}
        {data.goals.some((g) => g.kind === "churn") && (
          <BandSelect value={get("band")} onChange={(band) => set({ band })} />
        )}
        <div className="table-tools" ref={setTools} />
      </search>
      <CustomerTable data={data} tools={tools} />
      <Paging page={page} pageSize={pageSize} total={data.total} onPage={(n) => set({ page: String(n) })} />
    </Page>
  );
}
