import { useComputedColorScheme } from "@mantine/core";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview } from "../../../../src/serve/contract.ts";
import { personaColour } from "../../app/theme.ts";
import { PersonaMark } from "../../parts/badges.tsx";
import { Count, Share } from "../../parts/figures.tsx";
import { Habit } from "../../parts/habit.tsx";
import { Section } from "../../parts/page.tsx";

/** Each persona with its share of the customers and of the revenue, side by side. */
export function Kinds({ data }: { readonly data: Overview }) {
  const { t } = useTranslation();
  const top = Math.max(...data.personas.flatMap((p) => [p.share, p.revenueShare]));
  return (
    <Section
      title={t("overview.kindsTitle")}
      lead={t("overview.kindsLead")}
      aside={<Link to="/segments">{t("overview.kindsAll")}</Link>}
    >
      <div className="card kinds">
        {data.personas.map((p) => (
          <div key={p.segment} className="kind">
            <PersonaMark icon={p.icon} colour={p.colour} size={40} />
            <div className="kind-text">
              <h3>
                <Link to={`/customers?segment=${p.segment}`}>{p.name}</Link>
              </h3>
              <p className="muted">
                <Habit summary={p.summary} />
              </p>
            </div>
            <div className="kind-bars">
              <Bar label={t("overview.ofCustomers")} share={p.share} top={top} colour={p.colour} />
              <Bar
                label={t("overview.ofRevenue")}
                share={p.revenueShare}
                top={top}
                colour={p.colour}
                strong
              />
            </div>
            <div className="kind-risk">
              {data.risk && (
                <>
                  <Count value={p.atRisk} />
                  <span className="muted">{t("overview.atRisk", { count: p.atRisk })}</span>
                </>
              )}
            </div>
          </div>
        ))}
      </div>
    </Section>
  );
}

interface BarProps {
  readonly label: string;
  readonly share: number;
  readonly top: number;
  readonly colour: number;
  readonly strong?: boolean;
}

function Bar({ label, share, top, colour, strong = false }: BarProps) {
  const dark = useComputedColorScheme("light") === "dark";
  const style = {
    "--fill": personaColour(colour, dark),
    width: `${(100 * Math.max(0, share)) / top}%`,
    opacity: strong ? 1 : 0.45,
  } as CSSProperties;
  return (
    <div className="kind-bar">
      <span className="muted">{label}</span>
      <div className="bar">
        <span style={style} />
      </div>
      <Share value={share} />
    </div>
  );
}
