import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trans, useTranslation } from "react-i18next";
import type { Identity } from "../../../../../src/serve/contract.ts";
import { post } from "../../../api/client.ts";
import { useApi } from "../../../api/queries.ts";
import { currentLanguage } from "../../../app/language.ts";
import { useFormat } from "../../../parts/format.ts";
import { Page } from "../../../parts/page.tsx";
import { Answered, Empty } from "../../../parts/states.tsx";
import { ProblemNotice } from "../problem-notice.tsx";
import { Apart, Merges } from "./decided.tsx";
import { type Decision, Proposals } from "./proposals.tsx";

/** Which profiles are one person, and which may be: a person decides. */
export function DataIdentity() {
  const query = useApi<Identity>("identity");
  return (
    <Answered query={query}>
      {(data) =>
        data.profiles === 0 ? (
          <Empty page="data" command="npm run kindred -- import my-orders.csv --as orders" />
        ) : (
          <Filled data={data} />
        )
      }
    </Answered>
  );
}

function Filled({ data }: { readonly data: Identity }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: Decision) => post<Identity>("identity", { lang: currentLanguage() }, decision),
    onSuccess: (answer) => {
      client.setQueryData(["identity", {}, currentLanguage()], answer);
      void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== "identity" });
    },
  });
  const { profiles, joined, proposals } = data;
  return (
    <Page
      name={t("data.pages.identity")}
      answer={
        <Trans
          i18nKey="dataIdentity.answer"
          count={profiles}
          values={{ people: format.number(profiles - joined) }}
          components={{ b: <b /> }}
        />
      }
      more={
        proposals.length > 0
          ? t("dataIdentity.more", { count: proposals.length })
          : t("dataIdentity.moreNone")
      }
    >
      {decide.isError && <ProblemNotice error={decide.error} />}
      <Proposals proposals={proposals} decide={decide.mutate} busy={decide.isPending} />
      <Merges merges={data.merges} decide={decide.mutate} busy={decide.isPending} />
      {data.apart.length > 0 && <Apart apart={data.apart} />}
    </Page>
  );
}
