import { useTranslation } from "react-i18next";
import type { Actions } from "../../../../src/serve/contract.ts";
import { ActionKindTable } from "../../parts/action-kinds.tsx";
import { Section } from "../../parts/page.tsx";

/** The kinds of actions with what each should bring and what that figure takes for granted. */
export function ActionKinds({ data }: { readonly data: Actions }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t("actions.kindsTitle")}
      lead={t(data.expectedMarginMinor === null ? "actions.kindsLeadPlain" : "actions.kindsLead")}
    >
      <ActionKindTable kinds={data.kinds} currency={data.currency} assumptions />
    </Section>
  );
}
