/** A known export of another program: how its columns are read, whatever names and content would suggest. */
export interface Preset {
  /** Its name for `--preset`; `ingest.presets` words it. */
  readonly name: string;
  readonly table: string;
  /** Columns that together only this export has; `a|b` is one or the other. Case does not count. */
  readonly signature: readonly string[];
  /** field → its columns, the first of which that has a value in a row counts there. */
  readonly map: Readonly<Record<string, readonly string[]>>;
  /** Money fields written in minor units (cents). */
  readonly minor?: readonly string[];
  /** What is told only in the first of the rows with one key, in all columns but those whose name starts so. */
  readonly onlyFirst?: { readonly key: string; readonly except: string };
  /** Columns that the file's path tells, by name. */
  readonly fromPath?: (path: string) => Readonly<Record<string, string>>;
}
