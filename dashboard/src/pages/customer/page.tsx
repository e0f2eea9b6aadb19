import { IconArrowLeft } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { CustomerPage } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { Count, Money } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Page, Section } from "../../parts/page.tsx";
import { Answered } from "../../parts/states.tsx";
import { Term } from "../../parts/term.tsx";
import { ActionList } from "./actions.tsx";
import { Orders } from "./orders.tsx";
import { ScoreCard } from "./score.tsx";

/** One customer: what we expect and why, what to do, what was bought. */
export function Customer() {
  const { customerId = "" } = useParams();
  const query = useApi<CustomerPage>(`customers/${encodeURIComponent(customerId)}`);
  return <Answered query={query}>{(data) => <Filled data={data} />}</Answered>;
}

function Filled({ data }: { readonly data: CustomerPage }) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  const { currency, persona, rfm } = data;
  const churn = data.scores.find((s) => s.kind === "churn" && s.proven);
  return (
    <Page
      name={
        <Link to="/customers" className="back">
          <IconArrowLeft size={15} aria-hidden /> {t("nav.customers")}
        </Link>
      }
      answer={
        churn && churn.probability !== null ? (
          <Trans
            i18nKey="customer.answerChurn"
            context={churn.horizonDays === 0 ? "recorded" : ""}
            values={{
              name: data.customerId,
              share: format.percent(churn.probability),
              days: churn.horizonDays,
            }}
            components={{ b: <b data-value={churn.probability} /> }}
          />
        ) : (
          t("customer.answer", { name: data.customerId })
        )
      }
      more={churn ? undefined : data.scores.length === 0 ? t("customer.noScores") : undefined}
    >
      <dl className="facts">
        <div>
          <dt>{t("table.persona")}</dt>
          <dd className="plain">
            <PersonaName persona={persona} />
          </dd>
        </div>
        <div>
          <dt>{t("table.revenue")}</dt>
          <dd data-fact="revenue">
            <Money minor={data.revenueMinor} currency={currency} />
            {data.reversedMinor > 0 && (
              <small>{t("customer.reversed", { amount: format.money(data.reversedMinor) })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("table.orders")}</dt>
          <dd data-fact="orders">
            <Count value={data.orders} />
            {data.firstOrderAt && <small>{t("customer.since", { at: data.firstOrderAt })}</small>}
          </dd>
        </div>
        {data.lastOrderAt && (
          <div>
            <dt>{t("table.lastOrder")}</dt>
            <dd>{format.date(data.lastOrderAt)}</dd>
          </div>
        )}
        {rfm && (
          <div>
            <dt>
              <Term name="rfm" />
            </dt>
            <dd>
              {rfm.r}-{rfm.f}-{rfm.m}
            </dd>
          </div>
        )}
        {data.country && (
          <div>
            <dt>{t("customer.country")}</dt>
            <dd className="plain">{data.country}</dd>
          </div>
        )}
      </dl>
      {data.scores.length > 0 && (
        <Section title={t("customer.scoresTitle")} lead={t("customer.scoresLead")}>
          <div className="grid-2">
            {data.scores.map((score) => (
              <ScoreCard key={`${score.goal} ${score.horizonDays}`} score={score} currency={currency} />
            ))}
          </div>
        </Section>
      )}
      {data.actions.length > 0 && <ActionList actions={data.actions} currency={currency} />}
      {data.timeline.length > 0 && <Orders data={data} />}
    </Page>
  );
}
