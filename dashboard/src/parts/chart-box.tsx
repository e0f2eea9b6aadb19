import { ActionIcon, Skeleton } from "@mantine/core";
import { IconChartLine, IconDownload, IconTable } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChartOption } from "../charts/echarts.ts";
import { saveCsv } from "./csv.ts";
import type { Column } from "./csv-text.ts";
import { PlainTable } from "./plain-table.tsx";

const Chart = lazy(async () => ({ default: (await import("../charts/chart.tsx")).Chart }));

interface ChartBoxProps<T> {
  readonly title: ReactNode;
  /** What to see in the chart, as a sentence. */
  readonly says: string;
  readonly option: ChartOption;
  readonly height?: number;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly file: string;
  /** Stands between the chart and its sentence. */
  readonly below?: ReactNode;
  /** True while the figures are on their way. */
  readonly loading?: boolean;
  /** The level of the title among the page's headings. */
  readonly heading?: "h2" | "h3";
  readonly onPick?: (dataIndex: number, seriesName: string) => void;
}

/** A chart with the sentence that says what to see, its figures as a table, and their download. */
export function ChartBox<T>({
  title,
  says,
  option,
  height = 320,
  columns,
  rows,
  file,
  below,
  loading = false,
  heading: Heading = "h3",
  onPick,
}: ChartBoxProps<T>) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const plain = columns.map((c) => ({
    key: c.name,
    head: c.name,
    cell: (row: T) => shown(c.value(row)),
    figures: rows.length > 0 && typeof c.value(rows[0]!) === "number",
  }));
  const toggle = asTable ? t("chart.asChart") : t("chart.asTable");
  return (
    <figure className="card chart-box">
      <div className="chart-head">
        <Heading>{title}</Heading>
        <div className="chart-tools">
          <ActionIcon
            title={toggle}
            variant="subtle"
            color="gray"
            aria-label={toggle}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartLine size={17} stroke={1.6} /> : <IconTable size={17} stroke={1.6} />}
          </ActionIcon>
          <ActionIcon
            title={t("chart.download")}
            variant="subtle"
            color="gray"
            aria-label={t("chart.download")}
            onClick={() => saveCsv(columns, rows, file)}
          >
            <IconDownload size={17} stroke={1.6} />
          </ActionIcon>
        </div>
      </div>
      {asTable ? (
        <div className="chart-table">
          <PlainTable caption={says} columns={plain} rows={rows} keyOf={(_, i) => i} />
        </div>
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          {loading ? (
            <Skeleton height={height} />
          ) : (
            <Chart option={option} height={height} label={says} {...(onPick ? { onPick } : {})} />
          )}
        </Suspense>
      )}
      {!asTable && below}
      <figcaption>{says}</figcaption>
    </figure>
  );
}

function shown(value: string | number | null): string {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  return new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 4 }).format(value);
}
