/** The API's contract in one place: what the dashboard may import, as types only. */
export type { ActionKind, ActionRow, Actions } from "./contract/actions.ts";
export type { Band, PersonaBadge, Problem, Told } from "./contract/common.ts";
export type {
  CustomerPage,
  CustomerRow,
  CustomerScore,
  Customers,
  TimelineOrder,
} from "./contract/customers.ts";
export type { AccountDay, Data, DataFinding, DataImport, DataReadiness, DataTable } from "./contract/data.ts";
export type { FileImported, FilePreview, SentFile } from "./contract/files.ts";
export type {
  CalibrationBin,
  Driver,
  GateCheck,
  GoalPage,
  Goals,
  LiftPoint,
  Proof,
  ProofPeriod,
} from "./contract/goals.ts";
export type { Identity } from "./contract/identity.ts";
export type { Overview } from "./contract/overview.ts";
export type { Progress } from "./contract/progress.ts";
export type { Rejects } from "./contract/rejects.ts";
export type { RejectsReplay } from "./contract/replay.ts";
export type { Points, Segmentation, SegmentPersona, Segments, SegmentTrait } from "./contract/segments.ts";
export type { SourcePage, Sources } from "./contract/sources.ts";
