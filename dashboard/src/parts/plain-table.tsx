import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { saveCsv } from "./csv.ts";

export interface PlainColumn<T> {
  readonly key: string;
  readonly head: ReactNode;
  /** The head in words, where it is more than text. */
  readonly label?: string;
  readonly cell: (row: T) => ReactNode;
  /** What the download says; a column without it is left out there. */
  readonly value?: (row: T) => string | number | null;
  /** Figures stand right-aligned. */
  readonly figures?: boolean;
}

interface PlainTableProps<T> {
  readonly caption: string;
  readonly columns: readonly PlainColumn<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string | number;
  readonly foot?: readonly ReactNode[];
  /** Name of the file to download, without its ending; no download when absent. */
  readonly file?: string;
  /** On a phone a row becomes a card of its own instead of scrolling sideways. */
  readonly stacked?: boolean;
}

/** A small table without paging; scrolls sideways inside itself where the screen is narrow. */
export function PlainTable<T>(props: PlainTableProps<T>) {
  const { caption, columns, rows, keyOf, foot, file, stacked } = props;
  const figures = (c: PlainColumn<T>) => (c.figures ? "right" : undefined);
  return (
    <div className="table-outer">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={stacked ? "table-box stacked" : "table-box"} aria-label={caption} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.key} scope="col" className={figures(c)}>
                  {c.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={keyOf(row, i)}>
                {columns.map((c) => (
                  <td key={c.key} className={figures(c)} data-label={nameOf(c)}>
                    {c.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {foot && (
            <tfoot>
              <tr>
                {columns.map((c, i) => (
                  <td key={c.key} className={figures(c)}>
                    {foot[i]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {file && rows.length > 0 && <Download columns={columns} rows={rows} file={file} />}
    </div>
  );
}

function nameOf<T>(column: PlainColumn<T>): string {
  return column.label ?? (typeof column.head === "string" ? column.head : "");
}

interface DownloadProps<T> {
  readonly columns: readonly PlainColumn<T>[];
  readonly rows: readonly T[];
  readonly file: string;
}

function Download<T>({ columns, rows, file }: DownloadProps<T>) {
  const { t } = useTranslation();
  const valued = columns.flatMap((c) => (c.value ? [{ name: nameOf(c), value: c.value }] : []));
  return (
    <button type="button" className="quiet-button download" onClick={() => saveCsv(valued, rows, file)}>
      <IconDownload size={15} stroke={1.6} aria-hidden /> {t("chart.download")}
    </button>
  );
}
