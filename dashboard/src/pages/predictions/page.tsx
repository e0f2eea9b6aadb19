import "./predictions.css";
import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import type { GoalPage, Goals } from "../../../../src/serve/contract.ts";
import { useApi } from "../../api/queries.ts";
import { StatusBadge } from "../../parts/badges.tsx";
import { Page } from "../../parts/page.tsx";
import { Answered, Empty, Lost } from "../../parts/states.tsx";
import { GoalAnswer } from "./answer.tsx";
import { ProofView } from "./proof.tsx";

/** Per goal: is the prediction proven, by how much, where are its limits. */
export function Predictions() {
  const query = useApi<Goals>("goals");
  const { goal } = useParams();
  return (
    <Answered query={query}>
      {({ goals, currency }) => {
        const trained = goals.filter((g) => g.proof);
        if (trained.length === 0) return <Empty page="predictions" command="npm run kindred -- train" />;
        const chosen = goal === undefined ? trained[0] : goals.find((g) => g.goal === goal);
        return chosen ? <Filled goals={goals} chosen={chosen} currency={currency} /> : <Lost />;
      }}
    </Answered>
  );
}

interface FilledProps {
  readonly goals: readonly GoalPage[];
  readonly chosen: GoalPage;
  readonly currency: string | null;
}

function Filled({ goals, chosen, currency }: FilledProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { proof } = chosen;
  const name = (g: GoalPage) => t(`goalKind.${g.kind}`) + (g.goal === g.kind ? "" : ` (${g.goal})`);
  if (!proof) return <Empty page="predictions" command={`npm run kindred -- train ${chosen.goal}`} />;
  return (
    <>
      <div className="page tabs">
        <SegmentedControl
          value={chosen.goal}
          onChange={(goal) => void navigate(`/predictions/${encodeURIComponent(goal)}`)}
          data={goals.map((g) => ({ value: g.goal, label: name(g) }))}
          aria-label={t("predictions.choose")}
        />
      </div>
      <Page
        name={
          <>
            {t(`goal.${chosen.kind}`, {
              days: chosen.horizonDays,
              context: chosen.horizonDays === 0 ? "recorded" : "",
            })}
            <StatusBadge
              good={proof.published}
              label={t(proof.published ? "proof.published" : "proof.refused")}
            />
          </>
        }
        answer={<GoalAnswer page={chosen} proof={proof} currency={currency} />}
        more={
          <>
            {proof.reason.text}
            {chosen.refusedSince && (
              <>
                {" "}
                {t("predictions.refusedSince", {
                  at: chosen.refusedSince.trainedAt,
                  why: chosen.refusedSince.reason.text,
                })}
              </>
            )}
          </>
        }
      >
        <ProofView key={chosen.goal} page={chosen} proof={proof} currency={currency} />
      </Page>
    </>
  );
}
