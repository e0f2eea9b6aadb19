import { Pagination } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";

interface PagingProps {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Where one is in a long table, and the way on. */
export function Paging({ page, pageSize, total, onPage }: PagingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  return (
    <div className="table-foot">
      <span>
        {t("table.range", {
          first: format.number(first),
          last: format.number(last),
          total: format.number(total),
        })}
      </span>
      {total > pageSize && (
        <Pagination
          value={page}
          total={Math.ceil(total / pageSize)}
          onChange={onPage}
          siblings={1}
          size="sm"
          getControlProps={(control) => ({ "aria-label": t(`table.${control}`) })}
          getItemProps={(n) => ({ "aria-label": t("table.pageN", { n }) })}
        />
      )}
    </div>
  );
}
