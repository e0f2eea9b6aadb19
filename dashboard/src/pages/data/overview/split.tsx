import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Count } from "../../../parts/figures.tsx";

interface SplitProps {
  readonly stored: number;
  readonly duplicates: number;
  readonly rejected: number;
}

const tones = { stored: "var(--accent)", duplicates: "var(--bar)", rejected: "var(--bad)" } as const;
const parts = Object.keys(tones) as (keyof typeof tones)[];

/** What became of rows, as one bar with its figures beneath. */
export function Split(counts: SplitProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="split" aria-hidden>
        {parts
          .filter((p) => counts[p] > 0)
          .map((p) => (
            <span key={p} style={{ flexGrow: counts[p], background: tones[p] } as CSSProperties} />
          ))}
      </div>
      <ul className="split-key">
        {parts.map((p) => (
          <li key={p}>
            <i style={{ background: tones[p] }} /> {t(`data.${p}`)} <Count value={counts[p]} />
          </li>
        ))}
      </ul>
    </>
  );
}
