export const commands = {
  percent: "{{share, percent}}",
  figure: "{{x, number(maximumFractionDigits: 4)}}",
  import: {
    account:
      "{{table}}: {{received, number}} rows received = {{stored, number}} stored + {{duplicates, number}} duplicates + {{rejected, number}} rejected.",
    rows: "rows",
    what: "what was done with them",
    mapping: "Columns used: {{mapping}}.",
    rejects: "Rejected rows, with the reason for each: {{file}}",
    unmapped: "Other columns: {{columns}}.",
    format: "Format: {{format}}",
    nothingStored: "This is a preview: nothing was stored.",
    fileDone:
      "{{file}}: {{received, number}} rows, {{stored, number}} stored, {{duplicates, number}} duplicates, {{rejected, number}} rejected.",
    fileKnown: "{{file}}: known, nothing stored twice.",
    fileFailed: "{{file}}: not imported. {{why}}",
    skipped: "Files that hold no table were left out: {{files}}.",
  },
  replay: {
    done: "{{tried, number}} rejected rows tried again = {{stored, number}} stored + {{duplicates, number}} known already + {{stillRejected, number}} still rejected.",
    one: "Import {{importId}} ({{table}}, {{file}}): {{tried, number}} tried, {{stored, number}} stored, {{duplicates, number}} known already, {{stillRejected, number}} still rejected.",
    account:
      "    Its account now: {{received, number}} rows received = {{stored, number}} stored + {{duplicates, number}} duplicates + {{rejected, number}} rejected.",
    events:
      "Events of {{source}}: {{tried, number}} tried, {{stored, number}} stored, {{duplicates, number}} known already, {{stillRejected, number}} still refused.",
    none: "No rows are rejected.",
  },
  template: {
    done: "{{file}} is ready: fill it in and import it with kindred import {{file}} --as {{table}}. Columns: {{columns}}.",
  },
  backup: {
    done: "The backup is whole and was read back: {{file}} ({{mb, number}} MB, format {{version}}). Restore it with: kindred restore {{file}} --workspace NEW",
    restored:
      "Restored into {{workspace}}: {{imports, number}} imports, {{orders, number}} orders, {{events, number}} events. Next: kindred refresh",
    replaced: "What was there before is kept in {{kept}}.",
  },
  check: {
    table: "table",
    rows: "rows",
    from: "from",
    until: "until",
    example: "For example: {{example}}",
    score: "score",
    lost: "points lost",
    possible: "possible",
    notYet: "not yet",
  },
  segment: { name: "group", size: "customers", revenueShare: "share of revenue" },
  goal: {
    added: "Goal “{{name}}” ({{kind}}, {{days}} days ahead) is defined. Next: kindred train {{name}}",
    none: "No goal is defined yet. `kindred train` makes the usual two: churn and value.",
    untrained: "{{name}} ({{kind}}, {{days}} days ahead): not trained yet",
    published: "{{name}} ({{kind}}, {{days}} days ahead): published",
    refused: "{{name}} ({{kind}}, {{days}} days ahead): not published",
  },
  score: {
    done: "{{goal}}: {{scored, number}} customers scored as of {{asOf, date}}.",
    none: "No goal has a published model yet, so nobody was scored. Next: kindred train",
  },
  refresh: {
    done: "{{scored, number}} scores and {{actions, number}} actions are ready. Next: kindred serve",
  },
  explain: {
    probability:
      "{{goal}} of customer {{customer}}: {{value, percent(digits: 1)}} (higher than {{score, number(maximumFractionDigits: 0)}} of 100 customers).",
    money:
      "{{goal}} of customer {{customer}}: {{value, money}}, in 8 of 10 cases {{low, money}} to {{high, money}} (higher than {{score, number(maximumFractionDigits: 0)}} of 100 customers).",
  },
  export: { done: "{{rows, number}} rows written to {{file}}." },
  serve: { ready: "The dashboard is at {{url}} (Ctrl-C stops it)." },
  demo: {
    serving: "The dashboard fills up at {{url}} while the sample shop is worked through.",
    done: "Done in {{seconds, number}} s: {{customers, number}} customers, {{actions, number}} actions.",
  },
  doctor: {
    ok: "ok",
    warning: "look",
    error: "broken",
    runtime: "Node {{version}} runs Kindred.",
    runtimeOld: "Node {{version}} is too old. Start Kindred with `npm run` or `node bin/kindred.mjs`.",
    kernels: "{{count}} numeric kernels are built.",
    kernelsMissing: "The numeric kernels are not built. Run `npm run prepare`.",
    dashboard: "The dashboard is built.",
    dashboardMissing: "The dashboard is not built. Run `npm run prepare`.",
    disk: "{{free, number}} MB are free at {{workspace}}.",
    diskLow:
      "Only {{free, number}} MB are free at {{workspace}}. Make room: below {{need, number}} MB Kindred refuses to write.",
    workspace:
      "The workspace {{workspace}} opens: {{customers, number}} customers, {{orders, number}} orders.",
    workspaceNew: "There is no workspace at {{workspace}} yet. `kindred import` or `kindred demo` makes one.",
  },
  recommend: { product: "product", name: "name", why: "why" },
  forecast: { amount: "{{amount, money}}", week: "week of", expected: "expected", low: "low", high: "high" },
};
