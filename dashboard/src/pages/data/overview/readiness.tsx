import { useTranslation } from "react-i18next";
import type { DataReadiness } from "../../../../../src/serve/contract.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Section } from "../../../parts/page.tsx";

/** What can be predicted from what is here, before any training. */
export function ReadinessList({ goals }: { readonly goals: readonly DataReadiness[] }) {
  const { t } = useTranslation();
  const sorted = [...goals].sort((a, b) => Number(b.possible) - Number(a.possible));
  return (
    <Section title={t("data.readyTitle")} lead={t("data.readyLead")}>
      <ul className="card findings ready-list ruled">
        {sorted.map((g) => (
          <li key={g.kind} className="ready">
            <div>
              <h3>{t(`goalKind.${g.kind}`)}</h3>
              <p className="muted">{g.why.text}</p>
              {g.enoughWhen && <p>{g.enoughWhen.text}</p>}
            </div>
            <StatusBadge good={g.possible} label={t(g.possible ? "data.possible" : "data.notYet")} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
