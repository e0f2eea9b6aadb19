import { useComputedColorScheme } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Band, PersonaBadge } from "../../../src/serve/contract.ts";
import { personaColour } from "../app/theme.ts";
import { PersonaIcon } from "./persona-icon.tsx";

/** A persona's icon in its colour. */
export function PersonaMark({
  icon,
  colour,
  size = 28,
}: {
  readonly icon: string;
  readonly colour: number;
  readonly size?: number;
}) {
  const dark = useComputedColorScheme("light") === "dark";
  const style = { "--persona": personaColour(colour, dark), width: size, height: size } as CSSProperties;
  return (
    <span className="persona-mark" style={style} aria-hidden>
      <PersonaIcon name={icon} size={size * 0.6} />
    </span>
  );
}

/** A persona as everywhere: icon, colour, short name. */
export function PersonaName({ persona }: { readonly persona: PersonaBadge | null }) {
  if (!persona) return <span className="muted">–</span>;
  return (
    <span className="persona-name">
      <PersonaMark icon={persona.icon} colour={persona.colour} size={22} />
      <span>{persona.name}</span>
    </span>
  );
}

/** How high a score is. `risk` colours high red (leaving); otherwise only high has a colour: low is nothing bad. */
export function BandBadge({ band, risk = true }: { readonly band: Band; readonly risk?: boolean }) {
  const { t } = useTranslation();
  const tone = risk ? { high: "bad", medium: "fair", low: "good" }[band] : band === "high" ? "good" : "";
  return <span className={`badge ${tone}`}>{t(`band.${band}`)}</span>;
}

export function StatusBadge({ good, label }: { readonly good: boolean; readonly label: string }) {
  const Icon = good ? IconCircleCheck : IconAlertTriangle;
  return (
    <span className={`badge ${good ? "good" : "fair"}`}>
      <Icon size={14} stroke={2} aria-hidden /> {label}
    </span>
  );
}

const severityIcons = {
  error: IconAlertCircle,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
  good: IconCircleCheck,
};
const severityTones = { error: "bad", warning: "fair", info: "muted", good: "good" };

export function SeverityIcon({ severity }: { readonly severity: keyof typeof severityIcons }) {
  const { t } = useTranslation();
  const Icon = severityIcons[severity];
  return (
    <Icon
      size={20}
      stroke={1.7}
      className={severityTones[severity]}
      aria-label={t(`severity.${severity}`)}
      role="img"
    />
  );
}
