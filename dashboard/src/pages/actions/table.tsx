import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ActionRow, Actions } from "../../../../src/serve/contract.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { Money } from "../../parts/figures.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { Risk } from "../../parts/risk.tsx";
import { Term } from "../../parts/term.tsx";

/** One page of the list. */
export function ActionTable({ data }: { readonly data: Actions }) {
  const { t } = useTranslation();
  if (data.rows.length === 0) return <p className="card muted">{t("table.none")}</p>;
  const money = data.expectedMarginMinor !== null;
  const moneyColumns: PlainColumn<ActionRow>[] = [
    {
      key: "value",
      head: t("table.nextValue"),
      figures: true,
      cell: (a) => (a.valueMinor === null ? "–" : <Money minor={a.valueMinor} currency={data.currency} />),
    },
    {
      key: "margin",
      head: <Term name="expectedMargin" />,
      label: t("terms.expectedMargin.name"),
      figures: true,
      cell: (a) =>
        a.expectedMarginMinor === null ? (
          "–"
        ) : (
          <Money minor={a.expectedMarginMinor} currency={data.currency} />
        ),
    },
  ];
  return (
    <PlainTable
      caption={t("actions.listTitle")}
      rows={data.rows}
      keyOf={(a) => `${a.customerId} ${a.action}`}
      stacked
      columns={[
        {
          key: "customer",
          head: t("table.customer"),
          cell: (a) => <Link to={`/customers/${encodeURIComponent(a.customerId)}`}>{a.customerId}</Link>,
        },
        { key: "persona", head: t("table.persona"), cell: (a) => <PersonaName persona={a.persona} /> },
        {
          key: "what",
          head: t("table.action"),
          cell: (a) => (
            <div className="action-what">
              {a.what.text}
              <small className="because muted">
                {a.control ? t("actions.control") : (a.reasons[0]?.text ?? a.because.text)}
              </small>
            </div>
          ),
        },
        {
          key: "risk",
          head: t("table.risk"),
          figures: true,
          cell: (a) => <Risk probability={a.churnProbability} band={a.band} />,
        },
        ...(money ? moneyColumns : []),
      ]}
    />
  );
}
