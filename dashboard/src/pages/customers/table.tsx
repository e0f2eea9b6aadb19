import { Button, Checkbox, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3, IconDownload } from "@tabler/icons-react";
import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CustomerRow, Customers } from "../../../../src/serve/contract.ts";
import { downloadTable } from "../../api/download-table.ts";
import { PersonaName } from "../../parts/badges.tsx";
import { saveCsv } from "../../parts/csv.ts";
import { Count, Money } from "../../parts/figures.tsx";
import { type Format, useFormat } from "../../parts/format.ts";
import { Risk } from "../../parts/risk.tsx";
import { useFilters } from "../../parts/search-params.ts";
import { Term } from "../../parts/term.tsx";
import { useRememberedColumns } from "./remembered.ts";

const features = tableFeatures({ columnVisibilityFeature });
const helper = createColumnHelper<typeof features, CustomerRow>();

/** Which sort of the API a column asks for. */
const sorts: Readonly<Record<string, string>> = {
  customer: "customer",
  orders: "orders",
  revenue: "revenue",
  lastOrder: "lastOrder",
  churn: "churn",
  value: "value",
};
const figures = new Set(["orders", "revenue", "churn", "value"]);
/** Left out on a phone. */
const minor = new Set(["rfm", "orders", "lastOrder"]);

interface TableProps {
  readonly data: Customers;
  /** Where the buttons of the table stand: in the row of the filters. */
  readonly tools: HTMLElement | null;
}

/** A page of customers; the server sorts and filters. */
export function CustomerTable({ data, tools }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat(data.currency);
  const [columnVisibility, setColumnVisibility] = useRememberedColumns();
  const goalOf = (kind: string) => data.goals.find((g) => g.kind === kind);
  const churn = goalOf("churn")?.goal;
  const value = goalOf("value")?.goal;
  const columns = useMemo(() => {
    const scoreOf = (row: CustomerRow, goal: string | undefined) => row.scores.find((s) => s.goal === goal);
    return helper.columns([
      helper.display({
        id: "customer",
        header: () => t("table.customer"),
        cell: ({ row }) => (
          <Link to={`/customers/${encodeURIComponent(row.original.customerId)}`}>
            {row.original.customerId}
          </Link>
        ),
      }),
      helper.display({
        id: "persona",
        header: () => t("table.persona"),
        cell: ({ row }) => <PersonaName persona={row.original.persona} />,
      }),
      helper.display({
        id: "rfm",
        header: () => <Term name="rfm" />,
        cell: ({ row: { original } }) => (
          <span className="nowrap">
            {original.rfm ? `${original.rfm.r}-${original.rfm.f}-${original.rfm.m}` : "–"}
          </span>
        ),
      }),
      helper.display({
        id: "orders",
        header: () => t("table.orders"),
        cell: ({ row }) => <Count value={row.original.orders} />,
      }),
      helper.display({
        id: "revenue",
        header: () => t("table.revenue"),
        cell: ({ row }) => <Money minor={row.original.revenueMinor} currency={data.currency} />,
      }),
      helper.display({
        id: "lastOrder",
        header: () => t("table.lastOrder"),
        cell: ({ row: { original } }) => (
          <span className="nowrap">{original.lastOrderAt ? format.date(original.lastOrderAt) : "–"}</span>
        ),
      }),
      ...(churn
        ? [
            helper.display({
              id: "churn",
              header: () => t("table.risk"),
              cell: ({ row }) => {
                const score = scoreOf(row.original, churn);
                if (!score) return <span className="muted">–</span>;
                return <Risk probability={score.probability} band={score.band} />;
              },
            }),
          ]
        : []),
      ...(value
        ? [
            helper.display({
              id: "value",
              header: () => t("table.nextValue"),
              cell: ({ row }) => {
                const score = scoreOf(row.original, value);
                return score ? (
                  <Money minor={score.value} currency={data.currency} />
                ) : (
                  <span className="muted">–</span>
                );
              },
            }),
          ]
        : []),
    ]);
  }, [t, format, data.currency, churn, value]);
  const table = useTable({
    features,
    columns,
    data: data.rows,
    state: { columnVisibility },
    onColumnVisibilityChange: setColumnVisibility,
    getRowId: (row) => row.customerId,
  });
  return (
    <>
      {tools &&
        createPortal(
          <>
            <Menu closeOnItemClick={false} shadow="md" position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
                  {t("table.columns")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {table.getAllLeafColumns().map((column) => (
                  <Menu.Item
                    key={column.id}
                    disabled={column.id === "customer"}
                    onClick={() => column.toggleVisibility()}
                    leftSection={<Checkbox.Indicator size="xs" checked={column.getIsVisible()} />}
                  >
                    {t(`table.${nameOf(column.id)}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Menu shadow="md" position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
                  {t("table.download")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  onClick={() => saveCsv(csvColumns(t, format, churn, value), data.rows, "customers")}
                >
                  {t("table.downloadPage")}
                </Menu.Item>
                <Menu.Item onClick={() => void downloadTable("customers", "csv")}>
                  {t("table.downloadAllCsv")}
                </Menu.Item>
                <Menu.Item onClick={() => void downloadTable("customers", "parquet")}>
                  {t("table.downloadAllParquet")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>,
          tools,
        )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-box stacked" aria-label={t("nav.customers")} tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t("nav.customers")}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <SortHead key={header.id} id={header.column.id}>
                    <table.FlexRender header={header} />
                  </SortHead>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id}>
                {row.getVisibleCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={cellClass(cell.column.id)}
                    data-label={t(`table.${nameOf(cell.column.id)}`)}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {data.rows.length === 0 && <p className="no-rows muted">{t("table.none")}</p>}
      </section>
    </>
  );
}

/** The word of a column. */
function nameOf(id: string): string {
  return id === "value" ? "nextValue" : id;
}

function cellClass(id: string): string {
  return `${figures.has(id) ? "right" : ""} ${minor.has(id) ? "wide-only" : ""}`.trim();
}

function SortHead({ id, children }: { readonly id: string; readonly children: React.ReactNode }) {
  const { get, set } = useFilters();
  const sort = sorts[id];
  const right = figures.has(id) ? "right" : undefined;
  if (!sort) {
    return (
      <th scope="col" className={right}>
        {children}
      </th>
    );
  }
  const active = (get("sort") ?? "revenue") === sort;
  const up = get("order") === "asc";
  return (
    <th scope="col" className={right} aria-sort={active ? (up ? "ascending" : "descending") : "none"}>
      <button
        type="button"
        className="sort"
        data-active={active || undefined}
        onClick={() => set({ sort, order: active && !up ? "asc" : "desc" })}
      >
        {children}
        {active && (up ? <IconArrowUp size={13} aria-hidden /> : <IconArrowDown size={13} aria-hidden />)}
      </button>
    </th>
  );
}

function csvColumns(
  t: (code: string) => string,
  format: Format,
  churn: string | undefined,
  value: string | undefined,
) {
  const major = (minor: number | undefined) => (minor === undefined ? null : format.major(minor));
  const score = (row: CustomerRow, goal: string | undefined) => row.scores.find((s) => s.goal === goal);
  return [
    { name: t("table.customer"), value: (r: CustomerRow) => r.customerId },
    { name: t("table.persona"), value: (r: CustomerRow) => r.persona?.name ?? null },
    { name: t("table.orders"), value: (r: CustomerRow) => r.orders },
    { name: t("table.revenue"), value: (r: CustomerRow) => format.major(r.revenueMinor) },
    { name: t("table.lastOrder"), value: (r: CustomerRow) => r.lastOrderAt },
    { name: t("table.risk"), value: (r: CustomerRow) => score(r, churn)?.probability ?? null },
    { name: t("table.nextValue"), value: (r: CustomerRow) => major(score(r, value)?.value) },
  ];
}
