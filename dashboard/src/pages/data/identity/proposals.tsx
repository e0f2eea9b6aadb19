import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Identity } from "../../../../../src/serve/contract.ts";
import { Count } from "../../../parts/figures.tsx";
import { Section } from "../../../parts/page.tsx";
import { PlainTable } from "../../../parts/plain-table.tsx";
import { Term } from "../../../parts/term.tsx";
import { Profile } from "./profile.tsx";

export type Decision =
  | { readonly decision: "merge" | "keep-apart"; readonly from: string; readonly into: string }
  | { readonly decision: "undo"; readonly mergeId: number };

interface ProposalsProps {
  readonly proposals: Identity["proposals"];
  readonly decide: (decision: Decision) => void;
  readonly busy: boolean;
}

/** Pairs of profiles that may be one person, with what speaks for it. */
export function Proposals({ proposals, decide, busy }: ProposalsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("dataIdentity.proposalsTitle")} lead={t("dataIdentity.proposalsLead")}>
      {proposals.length === 0 ? (
        <p className="card muted">{t("dataIdentity.noProposals")}</p>
      ) : (
        <PlainTable
          caption={t("dataIdentity.proposalsTitle")}
          rows={proposals}
          keyOf={(p) => `${p.from} ${p.into}`}
          stacked
          columns={[
            { key: "from", head: t("dataIdentity.first"), cell: (p) => <Profile id={p.from} /> },
            { key: "into", head: t("dataIdentity.second"), cell: (p) => <Profile id={p.into} /> },
            {
              key: "points",
              head: <Term name="mergePoints" />,
              label: t("dataIdentity.points"),
              figures: true,
              cell: (p) => <Count value={p.score} />,
            },
            {
              key: "why",
              head: t("dataIdentity.why"),
              cell: (p) => (
                <ul className="evidence wrap">
                  {p.evidence.map((e) => (
                    <li key={e.text}>{e.text}</li>
                  ))}
                </ul>
              ),
            },
            {
              key: "decide",
              head: t("dataIdentity.decide"),
              cell: ({ from, into }) => (
                <div className="decide">
                  <Button
                    size="compact-sm"
                    disabled={busy}
                    onClick={() => decide({ decision: "merge", from, into })}
                  >
                    {t("dataIdentity.merge")}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={busy}
                    onClick={() => decide({ decision: "keep-apart", from, into })}
                  >
                    {t("dataIdentity.apart")}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
