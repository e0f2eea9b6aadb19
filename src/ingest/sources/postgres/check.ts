import type { CheckedSource } from "../add.ts";
import { mapSample } from "../map-sample.ts";
import type { PostgresConfig } from "./config.ts";
import { askPostgres, targetOf } from "./connection.ts";
import { columnOf, describeRelation } from "./relation.ts";
import { changedRows } from "./statement.ts";

const SAMPLE_ROWS = 1000;

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
  const mapping = mapSample(name, config, found.names, found.rows);
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
