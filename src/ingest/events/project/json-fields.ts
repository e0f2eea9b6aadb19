/** Fields of JSON objects that are read in one pass: reading each by itself would parse every object again for each. */
export interface JsonFields {
  /** SQL: the fields of a JSON text, as one value. */
  parse(json: string): string;
  /** SQL: the first of these fields of a parsed value that holds a text, number or flag, trimmed; NULL where none does. */
  text(parsed: string, ...names: readonly string[]): string;
}

/** `names` are top-level fields, or fields of an object in one (`address.city`). */
export function jsonFields(names: readonly string[]): JsonFields {
  const objects = new Set(names.filter((n) => n.includes(".")).map((n) => n.split(".")[0]!));
  const types = Object.fromEntries(
    names.map((n) => n.split(".")[0]!).map((top) => [top, objects.has(top) ? "JSON" : "VARCHAR"]),
  );
  const one = (parsed: string, name: string): string => {
    const [top, field] = name.split(".");
    const value = `${parsed}."${top}"`;
    if (field !== undefined) return scalar(`json_extract_string(${value}, '$.${field}')`);
    return scalar(objects.has(top!) ? `json_extract_string(${value}, '$')` : value);
  };
  return {
    parse: (json) => `json_transform(${json}, '${JSON.stringify(types)}')`,
    text: (parsed, ...asked) => {
      for (const name of asked)
        if (!names.includes(name)) throw new Error(`the field ${name} is not among those parsed`);
      const values = asked.map((name) => one(parsed, name));
      return values.length === 1 ? values[0]! : `coalesce(${values.join(", ")})`;
    },
  };
}

/** An object where a text should stand is none. */
function scalar(value: string): string {
  return `nullif(trim(CASE WHEN NOT starts_with(${value}, '{"') THEN ${value} END), '')`;
}
