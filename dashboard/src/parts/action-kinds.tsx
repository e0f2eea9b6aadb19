import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ActionKind } from "../../../src/serve/contract.ts";
import { Count, Money } from "./figures.tsx";
import { useFormat } from "./format.ts";
import { type PlainColumn, PlainTable } from "./plain-table.tsx";
import { Term } from "./term.tsx";

interface ActionKindTableProps {
  readonly kinds: readonly ActionKind[];
  readonly currency: string | null;
  /** Also what the money takes for granted. */
  readonly assumptions?: boolean;
}

/** The kinds of actions with their customers and what they should bring; each leads to its list. */
export function ActionKindTable({ kinds, currency, assumptions = false }: ActionKindTableProps) {
  const { t } = useTranslation();
  const format = useFormat(currency);
  const money = kinds.some((k) => k.expectedMarginMinor !== null);
  const assumed = ({ assumptions: a }: ActionKind) =>
    t("actions.assumes", {
      margin: format.percent(a.marginRate),
      effect: format.percent(a.effect, 1),
      cost: format.money(a.costMinor),
    });
  const columns: PlainColumn<ActionKind>[] = [
    {
      key: "what",
      head: t("table.action"),
      cell: (k) => <Link to={`/actions?action=${encodeURIComponent(k.action)}`}>{k.what.text}</Link>,
      value: (k) => k.what.text,
    },
    {
      key: "customers",
      head: t("actions.customers"),
      figures: true,
      cell: (k) => <Count value={k.customers} />,
      value: (k) => k.customers,
    },
  ];
  if (money)
    columns.push({
      key: "margin",
      head: <Term name="expectedMargin" />,
      label: t("terms.expectedMargin.name"),
      figures: true,
      cell: (k) =>
        k.expectedMarginMinor === null ? "–" : <Money minor={k.expectedMarginMinor} currency={currency} />,
      value: (k) => (k.expectedMarginMinor === null ? null : format.major(k.expectedMarginMinor)),
    });
  if (money && assumptions)
    columns.push({
      key: "assumes",
      head: <Term name="assumptions" />,
      label: t("terms.assumptions.name"),
      cell: (k) => <span className="muted">{assumed(k)}</span>,
      value: assumed,
    });
  return (
    <PlainTable
      caption={t("actions.kindsTitle")}
      rows={kinds}
      keyOf={(k) => k.action}
      columns={columns}
      file="action-kinds"
      stacked
    />
  );
}
