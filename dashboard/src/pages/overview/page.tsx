import "./overview.css";
import { Button } from "@mantine/core";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview as OverviewAnswer } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { Money } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Answered, Empty } from "../../parts/states.tsx";
import { Kinds } from "./kinds.tsx";
import { Proven } from "./proven.tsx";
import { TopActions } from "./top-actions.tsx";

/** The answer in one page: who is at risk, which kinds of customers there are, what is proven, what to do. */
export function Overview() {
  const query = useApi<OverviewAnswer>("overview");
  return (
    <Answered query={query}>
      {(data) =>
        data.shop && (data.personas.length > 0 || data.risk) ? (
          <Filled data={data} shop={data.shop} />
        ) : (
          <Empty page="overview" command={data.shop ? "npm run kindred -- train" : "npm run demo"} />
        )
      }
    </Answered>
  );
}

function Filled({
  data,
  shop,
}: {
  readonly data: OverviewAnswer;
  readonly shop: NonNullable<OverviewAnswer["shop"]>;
}) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  const { risk, findings, actions } = data;
  const warnings = findings.error + findings.warning;
  return (
    <Page
      name={data.asOf ? t("overview.asOf", { at: data.asOf }) : t("nav.overview")}
      answer={<Answer data={data} shop={shop} />}
      more={<Evidence data={data} />}
      actions={
        risk && (
          <>
            <Button component={Link} to="/actions?band=high">
              {t("overview.whatToDo")}
            </Button>
            <Button component={Link} to="/customers?band=high&sort=revenue" variant="default">
              {t("overview.whoTheyAre")}
            </Button>
          </>
        )
      }
    >
      <dl className="facts">
        <Fact label={t("overview.customers")} value={format.number(shop.customers)} id="customers" />
        <Fact label={t("overview.orders")} value={format.number(shop.orders)} id="orders" />
        <Fact
          label={t("overview.revenue")}
          value={<Money minor={shop.revenueMinor} currency={data.currency} />}
          more={t("overview.revenueWhat")}
          id="revenue"
        />
        <Fact
          label={t("overview.history")}
          value={shop.from && shop.until ? t("overview.days", { count: days(shop.from, shop.until) }) : "–"}
          more={
            shop.from && shop.until ? `${format.date(shop.from)} – ${format.date(shop.until)}` : undefined
          }
          id="history"
        />
      </dl>
      {data.personas.length > 0 && <Kinds data={data} />}
      {data.goals.length > 0 && <Proven data={data} />}
      {actions.count > 0 && <TopActions data={data} />}
      {warnings > 0 && (
        <Section title={t("overview.dataTitle")}>
          <p>
            <Trans i18nKey="overview.dataWarnings" count={warnings} components={{ a: <Link to="/data" /> }} />
          </p>
        </Section>
      )}
    </Page>
  );
}

function Answer({
  data,
  shop,
}: {
  readonly data: OverviewAnswer;
  readonly shop: NonNullable<OverviewAnswer["shop"]>;
}) {
  const { currency, risk } = data;
  const format = useFormat(currency);
  const bold = { b: <b /> };
  if (risk) {
    return (
      <Trans
        i18nKey="overview.answerRisk"
        context={risk.horizonDays === 0 ? "recorded" : ""}
        count={risk.customers}
        values={{ worth: format.money(risk.revenueMinor), days: risk.horizonDays }}
        components={{ b: <b data-value={risk.customers} data-minor={risk.revenueMinor} /> }}
      />
    );
  }
  return (
    <Trans
      i18nKey="overview.answerKinds"
      count={shop.customers}
      values={{ kinds: data.personas.length, revenue: format.money(shop.revenueMinor) }}
      components={bold}
    />
  );
}

function Evidence({ data: { risk, goals } }: { readonly data: OverviewAnswer }) {
  const { t } = useTranslation();
  const churn = goals.find((g) => g.kind === "churn");
  if (!risk)
    return <>{churn ? t("overview.notProven", { why: churn.reason.text }) : t("overview.notTrained")}</>;
  if (!risk.right) return <>{t("overview.evidenceNone")}</>;
  return (
    <Trans
      i18nKey="overview.evidence"
      context={risk.horizonDays === 0 ? "recorded" : ""}
      values={{
        right: Math.round(risk.right.share * 100),
        base: Math.round(risk.right.baseRate * 100),
        from: risk.right.from,
        until: risk.right.until,
      }}
      components={{ b: <b /> }}
    />
  );
}

interface FactProps {
  readonly label: string;
  readonly value: React.ReactNode;
  readonly more?: string | undefined;
  readonly id: string;
}

function Fact({ label, value, more, id }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-fact={id}>
        {value}
        {more && <small>{more}</small>}
      </dd>
    </div>
  );
}

function days(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);
}
