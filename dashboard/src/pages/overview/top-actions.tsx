import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview } from "../../../../src/serve/contract.ts";
import { ActionKindTable } from "../../parts/action-kinds.tsx";
import { Section } from "../../parts/page.tsx";

const SHOWN = 5;

/** What to do, for how many, and what it should bring. */
export function TopActions({ data: { actions, currency } }: { readonly data: Overview }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t("overview.actionsTitle")}
      lead={t("overview.actionsLead", { count: actions.count })}
      aside={<Link to="/actions">{t("overview.actionsAll")}</Link>}
    >
      <ActionKindTable kinds={actions.kinds.slice(0, SHOWN)} currency={currency} />
    </Section>
  );
}
