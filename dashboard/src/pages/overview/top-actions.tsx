import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview } from "../../../../src/serve/contract.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { Money } from "../../parts/figures.tsx";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Risk } from "../../parts/risk.tsx";
import { Term } from "../../parts/term.tsx";

/** The five actions that matter most. */
export function TopActions({ data }: { readonly data: Overview }) {
  const { t } = useTranslation();
  const { currency, actions } = data;
  return (
    <Section
      title={t("overview.actionsTitle")}
      lead={t("overview.actionsLead", { count: actions.count })}
      aside={<Link to="/actions">{t("overview.actionsAll")}</Link>}
    >
      <PlainTable
        caption={t("overview.actionsTitle")}
        rows={actions.top}
        keyOf={(a) => a.customerId + a.action}
        columns={[
          {
            key: "customer",
            head: t("table.customer"),
            cell: (a) => <Link to={`/customers/${encodeURIComponent(a.customerId)}`}>{a.customerId}</Link>,
          },
          { key: "persona", head: t("table.persona"), cell: (a) => <PersonaName persona={a.persona} /> },
          { key: "what", head: t("table.action"), cell: (a) => a.what.text },
          {
            key: "risk",
            head: t("table.risk"),
            figures: true,
            cell: (a) => <Risk probability={a.churnProbability} band={a.band} />,
          },
          {
            key: "margin",
            head: <Term name="expectedMargin" />,
            figures: true,
            cell: (a) =>
              a.expectedMarginMinor === null ? (
                "–"
              ) : (
                <Money minor={a.expectedMarginMinor} currency={currency} />
              ),
          },
        ]}
      />
    </Section>
  );
}
