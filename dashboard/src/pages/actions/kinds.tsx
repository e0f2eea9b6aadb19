import { useTranslation } from "react-i18next";
import type { Actions } from "../../../../src/serve/contract.ts";
import { Count, Money } from "../../parts/figures.tsx";
import { useFormat } from "../../parts/format.ts";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Term } from "../../parts/term.tsx";

/** The kinds of actions with what each should bring and what that figure takes for granted. */
export function ActionKinds({ data }: { readonly data: Actions }) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  return (
    <Section title={t("actions.kindsTitle")} lead={t("actions.kindsLead")}>
      <PlainTable
        caption={t("actions.kindsTitle")}
        rows={data.kinds}
        keyOf={(k) => k.action}
        columns={[
          { key: "what", head: t("table.action"), cell: (k) => k.what.text },
          {
            key: "n",
            head: t("actions.customers"),
            figures: true,
            cell: (k) => <Count value={k.customers} />,
          },
          {
            key: "margin",
            head: <Term name="expectedMargin" />,
            figures: true,
            cell: (k) => <Money minor={k.expectedMarginMinor} currency={data.currency} />,
          },
          {
            key: "assumes",
            head: <Term name="assumptions" />,
            cell: (k) => (
              <span className="muted">
                {t("actions.assumes", {
                  margin: format.percent(k.assumptions.marginRate),
                  effect: format.percent(k.assumptions.effect, 1),
                  cost: format.money(k.assumptions.costMinor),
                })}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}
