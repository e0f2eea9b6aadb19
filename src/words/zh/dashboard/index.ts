import { actions } from "./actions.ts";
import { customers } from "./customers.ts";
import { data } from "./data.ts";
import { dataIdentity } from "./data-identity.ts";
import { dataImport } from "./data-import.ts";
import { dataRejects } from "./data-rejects.ts";
import { dataSources } from "./data-sources.ts";
import { fieldName } from "./field-names.ts";
import { frame } from "./frame.ts";
import { goals } from "./goals.ts";
import { overview } from "./overview.ts";
import { parts } from "./parts.ts";
import { predictions } from "./predictions.ts";
import { segments } from "./segments.ts";
import { tables } from "./tables.ts";
import { terms } from "./terms.ts";

export const dashboard = {
  ...frame,
  ...segments,
  ...goals,
  ...customers,
  ...tables,
  ...parts,
  overview,
  data,
  dataIdentity,
  dataImport,
  dataRejects,
  dataSources,
  fieldName,
  predictions,
  actions,
  terms,
};
