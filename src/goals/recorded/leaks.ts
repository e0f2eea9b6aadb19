import type { Design } from "../../core/matrix.ts";
import { columnEvidence, type LeakVerdict, leakVerdict } from "../../validate/leaks.ts";
import type { ProofReport } from "../../validate/report.ts";
import type { RecordedGoal } from "../goal.ts";
import { pickColumns } from "../stack.ts";

/** The columns that may be learned from, and what the leak hunter says of the others. */
export interface Hunted {
  readonly design: Design;
  /** With the columns asked about as well; the same design where none are. */
  readonly withAsked: Design;
  readonly leaks: ProofReport["leaks"];
}

/**
 * Sorts columns by what each alone tells of the outcome. Excluded columns stay out; those asked about stay out until a
 * person has answered: `keep` uses them (excluded ones too), `leaveOut` says no.
 */
export function huntLeaks(design: Design, y: Float64Array, { keep, leaveOut }: RecordedGoal): Hunted {
  const open = pickColumns(
    design,
    design.columns.map((c) => c.name).filter((name) => !leaveOut.includes(name)),
  );
  const judged = columnEvidence(open, y).map((e) => {
    const { verdict, reason } = leakVerdict(e);
    const answered: LeakVerdict = verdict !== "fine" && keep.includes(e.column) ? "fine" : verdict;
    const code = answered === verdict ? `goals.leak.${reason}` : "goals.leak.kept";
    const { auc, filledAuc, fixedRows, fixedRarer } = e;
    return {
      column: e.column,
      verdict: answered,
      found: verdict,
      why: { code, data: { column: e.column, auc, filledAuc, fixedRows, fixedRarer } },
    };
  });
  const names = (verdicts: readonly LeakVerdict[]) =>
    judged.filter((l) => verdicts.includes(l.verdict)).map((l) => l.column);
  return {
    design: pickColumns(open, names(["fine"])),
    withAsked: pickColumns(open, names(["fine", "ask"])),
    leaks: judged
      .filter((l) => l.found !== "fine")
      .map(({ column, verdict, why }) => ({ column, verdict, why })),
  };
}
