import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSettings } from "./config.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "kindred-settings-"));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

function inFile(text: string): void {
  writeFileSync(join(workspace, "kindred.json"), text);
}

describe("a setting is looked for", () => {
  test("in the options, then the environment, then the file, then it has its default", () => {
    expect(readSettings({ workspace }, {}).lang).toBe("en");
    inFile('{ "lang": "ru" }');
    expect(readSettings({ workspace }, {}).lang).toBe("ru");
    expect(readSettings({ workspace }, { KINDRED_LANG: "zh" }).lang).toBe("zh");
    expect(readSettings({ workspace, lang: "en" }, { KINDRED_LANG: "zh" }).lang).toBe("en");
  });

  test("in the file of the workspace that option or environment name", () => {
    inFile('{ "port": 5000 }');
    expect(readSettings({}, { KINDRED_WORKSPACE: workspace })).toMatchObject({ workspace, port: 5000 });
    expect(readSettings({ workspace }, { KINDRED_WORKSPACE: "elsewhere" })).toMatchObject({
      workspace,
      port: 5000,
    });
    expect(readSettings({}, {})).toMatchObject({ workspace: "workspace", port: 4747 });
  });

  test("an empty variable is not set, and a number may be text there", () => {
    expect(readSettings({ workspace }, { KINDRED_LANG: "", KINDRED_THREADS: "3" })).toMatchObject({
      lang: "en",
      threads: 3,
    });
  });

  test("the key only in the environment", () => {
    expect(readSettings({ workspace }, {})).not.toHaveProperty("apiKey");
    expect(readSettings({ workspace }, { KINDRED_API_KEY: "secret" }).apiKey).toBe("secret");
    inFile('{ "apiKey": "secret" }');
    expect(() => readSettings({ workspace }, {})).toThrow(
      expect.objectContaining({ code: "unknown-setting" }),
    );
  });
});

describe("what is wrong is named", () => {
  test.each([
    ["memorylimit", "memoryLimitMb"],
    ["prot", "port"],
    ["language", "lang"],
    ["statementSecond", "statementSeconds"],
    ["__proto__", expect.any(String)],
  ])("an unknown name, %s, with the nearest known, %s", (setting, nearest) => {
    inFile(`{ "${setting}": 1 }`);
    expect(() => readSettings({ workspace }, {})).toThrow(
      expect.objectContaining({
        code: "unknown-setting",
        data: { setting, file: join(workspace, "kindred.json"), nearest },
      }),
    );
  });

  test.each([
    [{ KINDRED_PORT: "80a" }, "port", "80a", "0 … 65535"],
    [{ KINDRED_PORT: "65536" }, "port", "65536", "0 … 65535"],
    [{ KINDRED_THREADS: "1.5" }, "threads", "1.5", "1 … 64"],
    [{ KINDRED_THREADS: " " }, "threads", " ", "1 … 64"],
    [{ KINDRED_LANG: "EN" }, "lang", "EN", "en, zh, ru"],
    [{ KINDRED_MEMORY_MB: "-1" }, "memoryLimitMb", "-1", "100 … 1000000"],
    [{ KINDRED_MIN_FREE_DISK_MB: "x" }, "minFreeDiskMb", "x", "0 … 1000000"],
    [{ KINDRED_STATEMENT_SECONDS: "0" }, "statementSeconds", "0", "1 … 86400"],
  ])("%o is not allowed: setting, value and what is", (variables, setting, value, allowed) => {
    expect(() => readSettings({ workspace }, variables)).toThrow(
      expect.objectContaining({ code: "bad-setting", data: { setting, value, allowed } }),
    );
  });

  test.each(["{", "[1]", "null", '"text"'])("a file that is %s", (text) => {
    inFile(text);
    expect(() => readSettings({ workspace }, {})).toThrow(expect.objectContaining({ code: "bad-setting" }));
  });

  test("a wrong value in the file, also where the environment overrides none", () => {
    inFile('{ "port": "4747", "threads": 0 }');
    expect(() => readSettings({ workspace }, {})).toThrow(
      expect.objectContaining({
        code: "bad-setting",
        data: { setting: "threads", value: "0", allowed: "1 … 64" },
      }),
    );
  });
});
