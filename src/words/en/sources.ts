/** Sources that are synced again and again. */
export const sources = {
  added: "Source “{{name}}” is saved; it fills {{table}}. Nothing was fetched yet.",
  addedHttp: "Source “{{name}}” is saved. Its write key, shown only this once: {{key}}",
  noCursor:
    "No --cursor: every sync reads everything. Name the column that changes with each row, such as updated_at, and only changes are read.",
  nextSync: "Fetch it with: kindred source sync {{name}}",
  none: "There is no source yet. Add one with: kindred source add.",
  synced:
    "{{source}}: {{received, number}} rows received = {{stored, number}} stored + {{duplicates, number}} duplicates + {{rejected, number}} rejected.",
  removed: "Gone there, and taken back here from now on: {{removed, number}}.",
  forgotten: "Source “{{name}}” is forgotten. What it brought stays.",
  columns: {
    name: "source",
    kind: "kind",
    table: "table",
    asOf: "as of (UTC)",
    received: "received",
    stored: "stored",
    duplicates: "duplicates",
    rejected: "rejected",
    removed: "removed",
  },
};
