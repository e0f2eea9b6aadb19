import { Trans, useTranslation } from "react-i18next";
import type { Sources } from "../../../../../src/serve/contract.ts";
import { useApi } from "../../../api/queries.ts";
import { Page, Section } from "../../../parts/page.tsx";
import { Answered, Empty } from "../../../parts/states.tsx";
import { CopyLine } from "./copy-line.tsx";
import { SourceCard } from "./source-card.tsx";

const commands = {
  http: "npm run kindred -- source add my-site --kind http --origin https://shop.example",
  postgres:
    "SHOP_PG=postgres://user:password@host/shop npm run kindred -- source add my-shop --kind postgres --url-env SHOP_PG --table orders --as orders --cursor updated_at --every 1h",
  httpPull:
    "npm run kindred -- source add my-reviews --kind http-pull --as reviews --config reviews-api.json --every 6h",
} as const;

/** Where data come from by themselves: how each source is doing, and how to add one. */
export function DataSources() {
  const query = useApi<Sources>("sources");
  return (
    <Answered query={query}>
      {({ sources }) =>
        sources.length === 0 ? <Empty page="sources" command={commands.http} /> : <Filled sources={sources} />
      }
    </Answered>
  );
}

function Filled({ sources }: Sources) {
  const { t } = useTranslation();
  const failing = sources.filter((s) => s.lastError !== null).length;
  return (
    <Page
      name={t("data.pages.sources")}
      answer={
        <Trans
          i18nKey="dataSources.answer"
          count={sources.length}
          components={{ b: <b data-value={sources.length} /> }}
        />
      }
      more={failing > 0 ? t("dataSources.failing", { count: failing }) : t("dataSources.allWell")}
    >
      {sources.map((s) => (
        <SourceCard key={s.name} source={s} />
      ))}
      <Section title={t("dataSources.addTitle")} lead={t("dataSources.addLead")}>
        <div className="stack">
          {(Object.keys(commands) as (keyof typeof commands)[]).map((kind) => (
            <div key={kind}>
              <h3>{t(`dataSources.add.${kind}`)}</h3>
              <CopyLine text={commands[kind]} />
            </div>
          ))}
        </div>
      </Section>
    </Page>
  );
}
