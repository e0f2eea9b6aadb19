import { useTranslation } from "react-i18next";
import type { SourcePage } from "../../../../../src/serve/contract.ts";
import { useApi } from "../../../api/queries.ts";
import { StatusBadge } from "../../../parts/badges.tsx";
import { Count } from "../../../parts/figures.tsx";
import { useFormat } from "../../../parts/format.ts";
import { type PlainColumn, PlainTable } from "../../../parts/plain-table.tsx";

type Batch = SourcePage["batches"][number];
type Day = SourcePage["days"][number];
const counts = ["received", "stored", "duplicates", "rejected", "removed"] as const;

/** The last runs of a source, and its account day by day. */
export function SourceRuns({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useApi<SourcePage>(`sources/${encodeURIComponent(name)}`);
  if (!data) return <output aria-busy="true">{t("state.loading")}</output>;
  const figures = counts.map((c) => ({
    key: c,
    head: t(`dataSources.${c}`),
    figures: true,
    cell: (row: Batch | Day) => <Count value={row[c]} />,
    value: (row: Batch | Day) => row[c],
  }));
  const runs: PlainColumn<Batch>[] = [
    {
      key: "when",
      head: t("dataSources.when"),
      cell: (b) => <time dateTime={b.startedAt}>{format.date(b.startedAt)}</time>,
      value: (b) => b.startedAt,
    },
    {
      key: "status",
      head: t("dataSources.status"),
      cell: (b) => <StatusBadge good={b.status === "done"} label={t(`dataSources.state.${b.status}`)} />,
      value: (b) => b.status,
    },
    ...figures,
  ];
  const days: PlainColumn<Day>[] = [
    {
      key: "day",
      head: t("data.day"),
      cell: (d) => <time dateTime={d.day}>{format.date(d.day)}</time>,
      value: (d) => d.day.slice(0, 10),
    },
    ...figures,
  ];
  return (
    <div className="import-more">
      {data.batches.length > 0 && (
        <div>
          <h3>{t("dataSources.runsTitle")}</h3>
          <PlainTable
            caption={`${name}: ${t("dataSources.runsTitle")}`}
            rows={data.batches}
            keyOf={(b, i) => `${b.startedAt} ${i}`}
            file={`runs-${name}`}
            columns={runs}
            stacked
          />
        </div>
      )}
      <div>
        <h3>{t("dataSources.days")}</h3>
        <PlainTable
          caption={`${name}: ${t("dataSources.days")}`}
          rows={data.days}
          keyOf={(d) => d.day}
          file={`days-${name}`}
          columns={days}
          stacked
        />
      </div>
    </div>
  );
}
