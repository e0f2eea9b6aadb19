import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Identity } from "../../../../../src/serve/contract.ts";
import { useFormat } from "../../../parts/format.ts";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { Profile } from "./profile.tsx";
import type { Decision } from "./proposals.tsx";

interface MergesProps {
  readonly merges: Identity["merges"];
  readonly decide: (decision: Decision) => void;
  readonly busy: boolean;
}

/** Profiles that were joined, why, and the way back. */
export function Merges({ merges, decide, busy }: MergesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t("dataIdentity.mergesTitle")} lead={t("dataIdentity.mergesLead")}>
      {merges.length === 0 ? (
        <p className="card muted">{t("dataIdentity.noMerges")}</p>
      ) : (
        <PlainTable
          caption={t("dataIdentity.mergesTitle")}
          rows={merges}
          keyOf={(m) => m.mergeId}
          file="merges"
          stacked
          columns={[
            {
              key: "from",
              head: t("dataIdentity.first"),
              cell: (m) => <Profile id={m.from} />,
              value: (m) => m.from,
            },
            {
              key: "into",
              head: t("dataIdentity.into"),
              cell: (m) => <Profile id={m.into} />,
              value: (m) => m.into,
            },
            {
              key: "when",
              head: t("dataIdentity.when"),
              cell: (m) => <time dateTime={m.knownAt}>{format.date(m.knownAt)}</time>,
              value: (m) => m.knownAt,
            },
            { key: "why", head: t("dataIdentity.why"), cell: (m) => m.why.text, value: (m) => m.why.text },
            {
              key: "undo",
              head: t("dataIdentity.decide"),
              cell: (m) =>
                m.undoneAt === null ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={busy}
                    onClick={() => decide({ decision: "undo", mergeId: m.mergeId })}
                  >
                    {t("dataIdentity.undo")}
                  </Button>
                ) : (
                  <span className="muted">{t("dataIdentity.undone", { at: m.undoneAt })}</span>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Profiles that are kept apart though something spoke for joining them. */
export function Apart({ apart }: { readonly apart: Identity["apart"] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("dataIdentity.apartTitle")} lead={t("dataIdentity.apartLead")}>
      <PlainTable
        caption={t("dataIdentity.apartTitle")}
        rows={apart}
        keyOf={(a) => `${a.from} ${a.into} ${a.knownAt}`}
        file="kept-apart"
        stacked
        columns={[
          {
            key: "from",
            head: t("dataIdentity.first"),
            cell: (a) => <Profile id={a.from} />,
            value: (a) => a.from,
          },
          {
            key: "into",
            head: t("dataIdentity.other"),
            cell: (a) => <Profile id={a.into} />,
            value: (a) => a.into,
          },
          { key: "why", head: t("dataIdentity.why"), cell: (a) => a.why.text, value: (a) => a.why.text },
        ]}
      />
    </Section>
  );
}
