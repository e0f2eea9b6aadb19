import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { readMatrix } from "../../src/store/read-matrix.ts";
import { readColumns } from "../../src/store/reader.ts";

async function read(sql: string) {
  const c = await (await DuckDBInstance.create(":memory:")).connect();
  await c.run("SET TimeZone='UTC'");
  const columns = await readColumns(c, sql, []);
  const { x } = await readMatrix(c, sql, []);
  c.closeSync();
  return { columns, x };
}

const n = Number.NaN;
test.each([
  ["TINYINT", "VALUES (1::TINYINT), (NULL), (-128)", [1, n, -128]],
  ["UINTEGER", "VALUES (4294967295::UINTEGER), (NULL), (0)", [4_294_967_295, n, 0]],
  ["INTEGER", "VALUES (-7), (NULL), (2147483647)", [-7, n, 2_147_483_647]],
  [
    "BIGINT",
    "VALUES (-1::BIGINT), (NULL), (9007199254740993), (-9223372036854775808)",
    [-1, n, 2 ** 53, -(2 ** 63)],
  ],
  ["UBIGINT", "VALUES (1::UBIGINT), (NULL), (18446744073709551615)", [1, n, 2 ** 64]],
  ["HUGEINT", "VALUES (-5::HUGEINT), (NULL), (170141183460469231731687303715884105727)", [-5, n, 2 ** 127]],
  ["DOUBLE", "VALUES (0.1::DOUBLE), (NULL), ('-inf')", [0.1, n, Number.NEGATIVE_INFINITY]],
  ["FLOAT", "VALUES (0.5::FLOAT), (NULL), (-2)", [0.5, n, -2]],
  ["DECIMAL", "VALUES (12.25::DECIMAL(9,2)), (NULL), (-0.5)", [12.25, n, -0.5]],
  ["BOOLEAN", "VALUES (true), (NULL), (false)", [1, n, 0]],
  ["DATE", "VALUES (DATE '1970-01-02'), (NULL), (DATE '1969-12-31')", [86_400_000, n, -86_400_000]],
  ["TIMESTAMP", "VALUES (TIMESTAMP '1970-01-01 00:00:01.5'), (NULL)", [1500, n]],
  ["TIMESTAMPTZ", "VALUES (TIMESTAMPTZ '1970-01-01 01:00:00+01'), (NULL)", [0, n]],
])("%s: values, NULL as NaN", async (_, sql, expected) => {
  const { columns, x } = await read(`SELECT * FROM (${sql}) t(v)`);
  expect(Array.from(columns.v as Float64Array)).toEqual(expected);
  expect(Array.from(x.data)).toEqual(expected.map(Math.fround));
});

test("many rows of several columns, row by row, with gaps anywhere", async () => {
  const { x } = await read(
    "SELECT i AS a, CASE WHEN i % 7 = 3 THEN NULL ELSE i / 2 END AS b, nullif(i, 4999)::SMALLINT AS c FROM range(5000) t(i)",
  );
  expect([x.rows, x.cols]).toEqual([5000, 3]);
  for (let i = 0; i < 5000; i++)
    expect(Array.from(x.data.subarray(3 * i, 3 * i + 3))).toEqual([
      i,
      i % 7 === 3 ? n : i / 2,
      i === 4999 ? n : i,
    ]);
});

test("a matrix keeps the order asked for, tells columns of one name apart, and makes what float32 cannot hold infinite", async () => {
  const c = await (await DuckDBInstance.create(":memory:", { threads: "4" })).connect();
  await c.run("CREATE TABLE t AS SELECT i, hash(i) AS h FROM range(300000) t(i)");
  const { names, x } = await readMatrix(
    c,
    "SELECT i, i % 1000 AS i, CASE WHEN i % 3 = 0 THEN 1e300 WHEN i % 3 = 1 THEN -1e300 ELSE i END AS large FROM t WHERE h % 10 < $1 ORDER BY h",
    [9],
  );
  const expected = await readColumns(c, "SELECT i FROM t WHERE h % 10 < $1 ORDER BY h", [9]);
  c.closeSync();
  expect(names).toEqual(["i", "i:1", "large"]);
  const large = (i: number) =>
    i % 3 === 2 ? i : i % 3 === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const rows = expected.i as Float64Array;
  expect(x.rows).toBe(rows.length);
  const wrong = rows.findIndex(
    (i, k) => x.data[3 * k] !== i || x.data[3 * k + 1] !== i % 1000 || x.data[3 * k + 2] !== large(i),
  );
  expect(wrong).toBe(-1);
});
