import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { GoalPage } from "../../../../src/serve/contract.ts";
import { downloadTable } from "../../api/download-table.ts";
import { BandBadge } from "../../parts/badges.tsx";
import { Count, Share } from "../../parts/figures.tsx";
import { Section } from "../../parts/page.tsx";

/** The colours of the status, where a band is one. */
const tones = { high: "var(--bad)", medium: "var(--fair)", low: "var(--good)" };

const bands = ["high", "medium", "low"] as const;
/** Where more is worse. */
const risky = new Set(["churn", "overdue"]);

/** How today's customers spread over the bands of a published prediction, and the way to them. */
export function Today({ page }: { readonly page: GoalPage }) {
  const { t } = useTranslation();
  const risk = risky.has(page.kind);
  const most = Math.max(...bands.map((b) => page.bands[b]), 1);
  const link = (band: string) =>
    page.kind === "churn"
      ? `/customers?band=${band}`
      : page.kind === "value"
        ? "/customers?sort=value"
        : null;
  return (
    <Section
      title={t("predictions.todayTitle")}
      lead={`${t(page.kind === "churn" && page.horizonDays > 0 ? "predictions.todayActive" : "predictions.todayLead", { count: page.scored })} ${t("predictions.todayBands")}`}
      aside={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => void downloadTable("scores", "csv")}
        >
          {t("predictions.todayDownload")}
        </Button>
      }
    >
      <ul className="card bands ruled">
        {bands.map((band) => (
          <li key={band}>
            <BandBadge band={band} risk={risk} />
            <span className="bar" aria-hidden>
              <span
                style={{
                  width: `${(100 * page.bands[band]) / most}%`,
                  ...(risk ? { background: tones[band] } : {}),
                }}
              />
            </span>
            <b>
              <Count value={page.bands[band]} />
            </b>
            <span className="muted">
              <Share value={page.scored > 0 ? page.bands[band] / page.scored : 0} />
            </span>
            {link(band) && <Link to={link(band)!}>{t("predictions.todayShow")}</Link>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
