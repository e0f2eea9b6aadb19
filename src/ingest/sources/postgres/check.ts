import { tableSpec } from "../../schema/tables.ts";
import { mapColumns } from "../../understand/map-columns.ts";
import { profileColumns } from "../../understand/profile.ts";
import type { CheckedSource } from "../add.ts";
import type { PostgresConfig } from "./config.ts";
import { askPostgres, targetOf } from "./connection.ts";
import { columnOf, describeRelation } from "./relation.ts";
import { changedRows } from "./statement.ts";

const SAMPLE_ROWS = 1000;
const SAMPLE_CHARACTERS = 500;

/** Connects, looks at the columns and the first rows, and settles by what rows are grouped. */
export async function checkPostgres(
  name: string,
  config: PostgresConfig,
  variable: (name: string) => string | undefined,
): Promise<CheckedSource> {
  const target = targetOf(name, config.urlEnv, variable);
  const found = await askPostgres(target, config, async (client) => {
    const relation = await describeRelation(client, config);
    for (const column of [config.cursor, config.deleted, config.group])
      if (column) columnOf(relation, column, name);
    const { sql, params, names } = changedRows(config, { ...relation, key: [] }, start, null, null);
    const { rows } = await client.query<(string | null)[]>({
      text: `${sql.replace(/ ORDER BY .*$/s, "")} LIMIT ${SAMPLE_ROWS}`,
      values: [...params],
      rowMode: "array",
    });
    return { relation, names, rows };
  });
  const rows = found.rows.map((row) => row.map((v) => v?.slice(0, SAMPLE_CHARACTERS) ?? null));
  const mapping = mapColumns(tableSpec(config.as), profileColumns(found.names, rows), {
    file: name,
    map: config.map ?? {},
    header: true,
    dateFormatGiven: config.dateFormat !== undefined,
  });
  const order = config.as === "orders" ? mapping.columns.get("order")?.name : undefined;
  const [key, ...more] = found.relation.key;
  const group = config.group ?? order ?? (more.length === 0 ? key : undefined);
  return {
    config: { ...config, ...(group ? { group } : {}) },
    columns: found.names,
    mapping: mapping.mapped,
  };
}

const start = { after: null, inclusive: false, seen: [] };
