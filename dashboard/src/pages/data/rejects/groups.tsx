import { useTranslation } from "react-i18next";
import type { Rejects } from "../../../../../src/serve/contract.ts";
import { Count } from "../../../parts/figures.tsx";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { useFilters } from "../../../parts/search-params.ts";

/** Why rows were rejected, by where they came from; choosing a line shows its rows. */
export function RejectGroups({ groups }: { readonly groups: Rejects["groups"] }) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const filtered = get("rule") !== undefined;
  return (
    <Section
      title={t("dataRejects.groupsTitle")}
      lead={t("dataRejects.groupsLead")}
      aside={
        filtered && (
          <button
            type="button"
            className="link-button"
            onClick={() => set({ import: undefined, source: undefined, rule: undefined })}
          >
            {t("dataRejects.all")}
          </button>
        )
      }
    >
      <PlainTable
        caption={t("dataRejects.groupsTitle")}
        rows={groups}
        keyOf={(g) => `${g.importId} ${g.source} ${g.rule}`}
        file="rejected-by-rule"
        stacked
        columns={[
          {
            key: "rule",
            head: t("dataRejects.rule"),
            cell: (g) => (
              <button
                type="button"
                className="link-button"
                onClick={() =>
                  set({
                    import: g.importId === null ? undefined : String(g.importId),
                    source: g.source ?? undefined,
                    rule: g.rule,
                  })
                }
              >
                {g.what.text}
              </button>
            ),
            value: (g) => g.what.text,
          },
          {
            key: "from",
            head: t("dataRejects.from"),
            cell: (g) => <span className="wrap">{g.from}</span>,
            value: (g) => g.from,
          },
          {
            key: "rows",
            head: t("dataRejects.rows"),
            figures: true,
            cell: (g) => <Count value={g.rows} />,
            value: (g) => g.rows,
          },
        ]}
      />
    </Section>
  );
}
