import { useTranslation } from "react-i18next";
import type { Segmentation } from "../../../../src/serve/contract.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { Count } from "../../parts/figures.tsx";
import { Section } from "../../parts/page.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";

/** What became of the groups since the refresh before, and who moved. */
export function Changes({
  segmentation: { events, moves, personas },
}: {
  readonly segmentation: Segmentation;
}) {
  const { t } = useTranslation();
  const moved = moves.filter((m) => m.from !== m.to).toSorted((a, b) => b.customers - a.customers);
  if (events.length === 0 && moved.length === 0) return null;
  const badge = (segment: number | null) => {
    const p = personas.find((q) => q.segment === segment);
    return p ? { ...p, name: p.name.text } : null;
  };
  const from = (segment: number | null) =>
    segment === null ? t("segments.newCustomers") : (badge(segment)?.name ?? t("segments.formerGroup"));
  return (
    <Section title={t("segments.changesTitle")} lead={t("segments.changesLead")}>
      {events.length > 0 && (
        <ul className="card events ruled">
          {events.map((e) => (
            <li key={`${e.kind} ${e.segment}`}>{e.what.text}</li>
          ))}
        </ul>
      )}
      {moved.length > 0 && (
        <PlainTable
          caption={t("segments.changesTitle")}
          rows={moved}
          keyOf={(m) => `${m.from} ${m.to}`}
          file="moves"
          stacked
          columns={[
            {
              key: "from",
              head: t("segments.from"),
              cell: (m) => (badge(m.from) ? <PersonaName persona={badge(m.from)} /> : from(m.from)),
              value: (m) => from(m.from),
            },
            {
              key: "to",
              head: t("segments.to"),
              cell: (m) => <PersonaName persona={badge(m.to)} />,
              value: (m) => from(m.to),
            },
            {
              key: "customers",
              head: t("segments.size"),
              figures: true,
              cell: (m) => <Count value={m.customers} />,
              value: (m) => m.customers,
            },
          ]}
        />
      )}
    </Section>
  );
}
