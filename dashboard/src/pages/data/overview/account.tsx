import { useTranslation } from "react-i18next";
import type { AccountDay } from "../../../../../src/serve/contract.ts";
import { axis, font, tooltip, useChartStyle } from "../../../charts/style.ts";
import { ChartBox } from "../../../parts/chart-box.tsx";
import { Count } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { Split } from "./split.tsx";

const counts = ["received", "stored", "duplicates", "rejected"] as const;
/** Rows of the table that are shown without asking. */
const FEW = 12;
type Counts = Record<(typeof counts)[number], number>;

/** What became of every row that came, by where it came from, and day by day. */
export function Account({ days }: { readonly days: readonly AccountDay[] }) {
  const { t } = useTranslation();
  const nameOf = (source: string | null) => source ?? t("data.files");
  const sources = summed(days, (d) => nameOf(d.source));
  return (
    <Section title={t("data.accountTitle")} lead={t("data.accountLead")}>
      <div className="grid-2">
        {sources.map(({ key, ...sum }) => (
          <article key={key} className="card account-card" data-source={key}>
            <h3>
              {key}{" "}
              <span className="muted light">
                <Count value={sum.received} /> {t("data.received")}
              </span>
            </h3>
            <Split {...sum} />
          </article>
        ))}
      </div>
      <ByDay days={days} />
      <details className="source-more" open={days.length <= FEW}>
        <summary>{t("data.byDay")}</summary>
        <PlainTable
          caption={t("data.accountTitle")}
          rows={days}
          keyOf={(d) => `${d.day} ${d.source}`}
          file="account"
          stacked
          columns={[
            {
              key: "day",
              head: t("data.day"),
              cell: (d) => <DayOf day={d.day} />,
              value: (d) => d.day.slice(0, 10),
            },
            {
              key: "source",
              head: t("data.source"),
              cell: (d) => nameOf(d.source),
              value: (d) => d.source ?? "",
            },
            ...counts.map((c) => ({
              key: c,
              head: t(`dataSources.${c}`),
              figures: true,
              cell: (d: AccountDay) => <Count value={d[c]} />,
              value: (d: AccountDay) => d[c],
            })),
          ]}
        />
      </details>
    </Section>
  );
}

function DayOf({ day }: { readonly day: string }) {
  const format = useFormat();
  return <time dateTime={day}>{format.date(day)}</time>;
}

/** Rows a day, in a picture; one day alone needs none. */
function ByDay({ days }: { readonly days: readonly AccountDay[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const style = useChartStyle();
  const rows = summed(days, (d) => d.day).sort((a, b) => a.key.localeCompare(b.key));
  const last = rows.at(-1);
  if (rows.length < 2 || !last) return null;
  const shown = ["stored", "duplicates", "rejected"] as const;
  const tones = { stored: style.accent, duplicates: style.grey, rejected: style.bad };
  return (
    <ChartBox
      title={t("data.byDay")}
      says={t("data.byDaySays", { at: last.key, received: last.received })}
      rows={rows}
      file="account-by-day"
      height={240}
      columns={[
        { name: t("data.day"), value: (r) => format.date(r.key) },
        ...counts.map((c) => ({ name: t(`dataSources.${c}`), value: (r: Counts) => r[c] })),
      ]}
      option={{
        grid: { left: 60, right: 12, top: 12, bottom: 34 },
        tooltip: tooltip(style, { trigger: "axis", axisPointer: { type: "shadow" } }),
        xAxis: {
          type: "category",
          data: rows.map((r) => format.date(r.key)),
          axisLabel: { color: style.muted, fontFamily: font, fontSize: 12, hideOverlap: true },
          axisLine: { lineStyle: { color: style.line } },
          axisTick: { show: false },
        },
        yAxis: axis(style, "", (v) => format.number(v)),
        series: shown.map((c) => ({
          type: "bar",
          name: t(`dataSources.${c}`),
          stack: "rows",
          barMaxWidth: 36,
          itemStyle: { color: tones[c] },
          data: rows.map((r) => r[c]),
        })),
      }}
    />
  );
}

function summed(
  days: readonly AccountDay[],
  keyOf: (day: AccountDay) => string,
): (Counts & { key: string })[] {
  const sums = new Map<string, Counts & { key: string }>();
  for (const d of days) {
    const key = keyOf(d);
    const sum = sums.get(key) ?? { key, received: 0, stored: 0, duplicates: 0, rejected: 0 };
    for (const c of counts) sum[c] += d[c];
    sums.set(key, sum);
  }
  return [...sums.values()];
}
