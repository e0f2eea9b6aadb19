/** One entry an error code: `what` happened, and what to do `next`. */
export const errors = {
  "bad-request": {
    what: "The request is not understood: {{detail}}.",
    next: "Correct it and send it again.",
  },
  "bad-option": { what: "{{option}} cannot be “{{value}}”.", next: "Give it like this: {{allowed}}." },
  "unknown-option": {
    what: "There is no option {{option}}.",
    next: "Run the command with --help for the options it has.",
  },
  "unknown-setting": {
    what: "There is no setting “{{setting}}” ({{file}}).",
    next: "Did you mean “{{nearest}}”? Correct or remove the line.",
  },
  "bad-setting": {
    what: "The setting {{setting}} cannot be “{{value}}”.",
    next: "Allowed: {{allowed}}.",
  },
  "bad-goal": {
    what: "The goal’s {{field}} cannot be “{{value}}”.",
    next: "Allowed: {{allowed}}.",
  },
  "bad-predicate": {
    what: "In the population, {{path}} cannot be “{{value}}”.",
    next: "Allowed there: {{allowed}}. The language of populations is described in docs/reference/features.md.",
  },
  "not-found": { what: "{{what}} “{{name}}” was not found.", next: "Check the spelling." },
  internal: {
    what: "Kindred made a mistake: {{detail}}.",
    next: "The data are as before. Please report this with the log.",
  },
  "bad-parameter": { what: "The parameter {{name}} cannot be {{value}}.", next: "Allowed: {{allowed}}." },
  "no-rows": {
    what: "There are no rows to learn from.",
    next: "Import data, or widen the population, then try again.",
  },
  "one-class": {
    what: "Every row has the same outcome ({{value}}), so there is nothing to tell apart.",
    next: "Choose a longer horizon or a wider population, so that both outcomes occur.",
  },
  "one-arm": {
    what: "Everybody or nobody in these rows was contacted (treatment {{treated}} throughout), so there is no one to compare with.",
    next: "Take a campaign that left a random control group alone, and give both groups: 1 = contacted, 0 = left alone.",
  },
  "bad-target": {
    what: "The outcome in row {{row}} is {{value}}.",
    next: "Allowed: {{allowed}}. Correct the row or leave it out.",
  },
  "bad-weight": {
    what: "The weight of row {{row}} is {{value}}.",
    next: "A weight is a positive, finite number.",
  },
  "wrong-columns": {
    what: "The model was fitted on {{expected}} columns, these data have {{given}}.",
    next: "Give the columns the model was fitted on, in the same order.",
  },
  "wrong-column": {
    what: "Column {{position}} is “{{given}}”, but the model was fitted with “{{expected}}” there.",
    next: "Give the columns the model was fitted on, in the same order.",
  },
  "series-too-short": {
    what: "The history has {{given, number}} values; {{needed, number}} are needed to look ahead.",
    next: "Import a longer history, or count in shorter periods (weeks instead of months).",
  },
  "no-repeat-purchases": {
    what: "None of the {{customers, number}} customers has bought a second time, so buying habits cannot be learned.",
    next: "Import a longer history, or wait until some customers have come back.",
  },
  "bad-value": {
    what: "Column {{column}}, row {{row}}: {{value}} cannot be used.",
    next: "Allowed: {{allowed}}. Leave the cell empty where the value is not known.",
  },
  "model-version": {
    what: "This {{kind}} model is stored in format {{version}}; this Kindred reads format {{supported}}.",
    next: "Train it again with this version.",
  },
  "memory-limit": {
    what: "This needs {{neededMb, number}} MB in one block; at most {{limitMb, number}} MB are possible.",
    next: "Use fewer rows or columns, or a sample.",
  },
  "unknown-customer": {
    what: "There is no customer “{{name}}”.",
    next: "Check the number, or search for it on the Customers page.",
  },
  "unknown-merge": {
    what: "There is no merge {{id}} that could be taken apart.",
    next: "Look at the merges in GET /api/v1/identity; each is taken apart once.",
  },
  "merge-impossible": {
    what: "“{{from}}” and “{{into}}” cannot be merged: one of them has joined another profile already, or both are the same.",
    next: "Take the other merge apart first (GET /api/v1/identity lists it).",
  },
  "unknown-goal": {
    what: "There is no goal “{{name}}”.",
    next: "The Predictions page and `kindred goal list` show the goals there are.",
  },
  "goal-kind-not-yet": {
    what: "Goals of kind “{{kind}}” cannot be trained by this version yet.",
    next: "Choose one of these kinds: {{possible}}.",
  },
  "not-published": {
    what: "The goal “{{name}}” has no published model.",
    next: "Run `kindred train {{name}}`: it publishes the model once it passes its test, or says why it does not.",
  },
  "not-scored": {
    what: "Customer “{{name}}” has no score for the goal “{{goal}}”.",
    next: "Run `kindred score {{goal}}`. Customers outside the goal’s population, such as those long inactive, are not scored.",
  },
  "route-not-found": {
    what: "There is nothing at {{method}} {{path}}.",
    next: "See /api/v1/openapi.json for what there is.",
  },
  "too-deep": {
    what: "The JSON is nested deeper than {{limit}} levels.",
    next: "Send it flatter.",
  },
  "body-too-large": {
    what: "The request is larger than 1 MB.",
    next: "Send less at once; large files come in by `kindred import`.",
  },
  "batch-too-large": {
    what: "The call is larger than 500 KB.",
    next: "Send fewer events in one call; most libraries have a setting for the size of their batches.",
  },
  "write-key-unknown": {
    what: "The write key is missing or not known here.",
    next: "Send the key of the source as the user name of Basic authentication, or as `writeKey` in the body; `kindred source add NAME --kind http` makes one.",
  },
  "origin-not-listed": {
    what: "Pages of {{origin}} may not send events to this source.",
    next: "Add the site to the allowed origins of the source, written as here.",
  },
  "events-refused": {
    what: "None of the events was stored: {{message}}",
    next: "Mend what `results` says of each event and send it again.",
  },
  "too-many-events": {
    what: "The source “{{source}}” sends more than its {{limit, number}} events a second.",
    next: "Wait as long as Retry-After says and send the same events again; nothing of this call was stored.",
  },
  overloaded: {
    what: "More events are waiting than can be stored at once ({{waiting, number}} of {{limit, number}}).",
    next: "Wait as long as Retry-After says and send the same events again; nothing is stored twice.",
  },
  "media-type": {
    what: "Only JSON is taken here.",
    next: "Send the request with the header Content-Type: application/json.",
  },
  "host-refused": {
    what: "This server does not answer to the name “{{host}}”.",
    next: "Open it as http://localhost or http://127.0.0.1, or start it with an API key.",
  },
  "origin-refused": {
    what: "A page of another site ({{origin}}) may not call this server.",
    next: "Open the dashboard from this server itself.",
  },
  unauthorised: {
    what: "This server needs its API key.",
    next: "Send the header Authorization: Bearer followed by the key.",
  },
  "api-key-needed": {
    what: "Others could reach the server at {{host}}, so it needs an API key.",
    next: "Set KINDRED_API_KEY, or leave out --host to serve this machine only.",
  },
  "port-taken": {
    what: "Port {{port}} on {{host}} is in use.",
    next: "Choose another by --port, or stop the program that uses it.",
  },
  "dashboard-not-built": {
    what: "The dashboard has not been built yet.",
    next: "Run `npm run prepare`, then load the page again.",
  },
  "feature-invalid": { what: "The feature is not valid: {{detail}}.", next: "Use one of: {{allowed}}." },
  "no-orders": {
    what: "No customer has an order that counts.",
    next: "Import orders with customers (kindred import FILE --as orders), or name columns of the customers to group them by.",
  },
  "too-few-customers": {
    what: "There are {{customers, number}} customers, but {{groups, number}} groups are asked for.",
    next: "Ask for fewer groups than there are customers, at least two, or import more customers.",
  },
  "nothing-varies": {
    what: "All customers are the same in the chosen columns ({{features}}), so there is nothing to tell them apart by.",
    next: "Choose other columns, or import data in which customers differ.",
  },
  "unknown-feature": {
    what: "There is no feature or numeric customer column “{{feature}}”.",
    next: "Use some of these: {{known}}.",
  },
  "unknown-table": {
    what: "There is no table or list “{{table}}”.",
    next: "Export one of these: {{known}}.",
  },
  "not-built": {
    what: "“{{what}}” has not been worked out yet.",
    next: "Run kindred {{verb}} first.",
  },
  "file-format": {
    what: "The ending of “{{file}}” names no format that can be written.",
    next: "End the file name in {{allowed}}.",
  },
  "workspace-locked": {
    what: "The workspace {{workspace}} is in use by another Kindred (process {{pid}}).",
    next: "Wait until it has finished, or stop it; then run the command again.",
  },
  "workspace-served": {
    what: "The workspace {{workspace}} is in use by the server at {{url}} (process {{pid}}), which does not take this command.",
    next: "See the results at {{url}}, or stop the server with Ctrl-C and run the command again.",
  },
  "server-stopped": {
    what: "The server at {{url}} stopped before the command had ended.",
    next: "Start it again with `kindred serve`, or run the command once more without it: what had not ended was not stored.",
  },
  "workspace-newer": {
    what: "The workspace {{workspace}} was made by a newer Kindred (format {{version}}; this one reads up to {{supported}}).",
    next: "Update Kindred, or use another folder with --workspace. Nothing in the workspace was changed.",
  },
  "workspace-damaged": {
    what: "The data file {{file}} cannot be read: {{detail}}.",
    next: "Nothing was changed. Put a backup of the file in its place, or start in another folder with --workspace.",
  },
  "workspace-unusable": {
    what: "{{workspace}} cannot be used as a workspace: {{detail}}.",
    next: "Give a folder you may write to with --workspace.",
  },
  "upload-too-large": {
    what: "The file is larger than {{limitMb, number}} MB, which is the most that can be sent by the browser.",
    next: "Import it on the server with: kindred import <file> --as <table>.",
  },
  "upload-unknown": { what: "The file that was sent is not here any more.", next: "Choose the file again." },
  "disk-full": {
    what: "The disk of {{workspace}} is full: {{free, number}} MB are free, and Kindred keeps {{need, number}} MB free.",
    next: "Nothing was half stored. Make room on the disk, then do it again.",
  },
  "memory-exceeded": {
    what: "This needs more than the {{limit, number}} MB of memory that the data may take.",
    next: "Raise the setting memoryLimitMb (KINDRED_MEMORY_MB), or work on fewer rows.",
  },
  "statement-time-limit": {
    what: "A question to the data took longer than {{seconds, number}} s and was stopped.",
    next: "Ask for less at once, or raise the setting statementSeconds.",
  },
  interrupted: {
    what: "Stopped before it was finished.",
    next: "Nothing is half stored. Run the command again when you like.",
  },
  "file-missing": {
    what: "There is no file {{file}}.",
    next: "Check the path and the name.",
  },
  "file-is-folder": {
    what: "{{file}} is a folder.",
    next: "A preview is of one file: name one in it, for example {{file}}/orders.csv.",
  },
  "file-unreadable": {
    what: "The file {{file}} cannot be opened.",
    next: "Give yourself the right to read it, or copy it to a folder of yours; it must be a regular file.",
  },
  "file-empty": {
    what: "The file {{file}} is empty.",
    next: "Export it again; it needs a line of column names and at least one row.",
  },
  "file-no-rows": {
    what: "The file {{file}} has column names but no rows.",
    next: "Export it again with its rows.",
  },
  "file-foreign": {
    what: "The file {{file}} cannot be read as a table: it is $t(ingest.foreign.{{what}}).",
    next: "Open it in the program it comes from, save it as Excel (.xlsx) or CSV (UTF-8), and import that.",
  },
  "file-encoding-broken": {
    what: "The text of {{file}} cannot be decoded (near line {{line, number}}).",
    next: "Save it as CSV in UTF-8. Kindred also reads UTF-16, Windows-1251, Windows-1252 and GB18030.",
  },
  "file-damaged": {
    what: "The file {{file}} is damaged: {{detail}}.",
    next: "Export or copy it again.",
  },
  "file-inflates": {
    what: "The file {{file}} grows beyond {{mb, number}} MB when unpacked, far more than data do.",
    next: "Unpack it yourself, look at it, and import the unpacked file.",
  },
  "file-too-wide": {
    what: "The file {{file}} has {{columns, number}} columns; Kindred reads at most {{limit, number}}.",
    next: "Keep the columns that matter. If these are not columns, the delimiter may be wrong: use comma, semicolon, tab or |.",
  },
  "file-time-limit": {
    what: "Reading {{file}} took longer than {{seconds, number}} s and was stopped.",
    next: "Split the file and import the parts one after the other.",
  },
  "file-memory-limit": {
    what: "Reading {{file}} needs more than the {{mb, number}} MB it may use.",
    next: "Split the file, or leave out columns with very long texts.",
  },
  "file-password": {
    what: "The file {{file}} is protected by a password.",
    next: "Open it in Excel, take the password off (File, Info, Protect Workbook), save it, and import it again.",
  },
  "sheet-unknown": {
    what: "{{file}} has no sheet “{{sheet}}”.",
    next: "Its sheets are: {{sheets}}. CSV, JSON and Parquet files have none: leave --sheet out.",
  },
  "json-broken": {
    what: "The JSON in {{file}} is broken in line {{line, number}}.",
    next: "Export it again. A file with one record on each line (NDJSON) loses only its broken lines.",
  },
  "json-no-table": {
    what: "{{file}} holds no list of records.",
    next: 'Kindred reads a list ([{…}, {…}]), an object that holds one ({"orders": […]}), or one record on each line.',
  },
  "no-files": {
    what: "No file that can be read was found at {{path}}.",
    next: 'Check the folder or the pattern, for example "lake/**/*.parquet" (in quotation marks).',
  },
  "import-unknown": {
    what: "There is no import {{import}}.",
    next: "Leave --import out to try the rejected rows of all imports, or look up its number in the name of its file of rejected rows.",
  },
  "file-exists": {
    what: "There is a file {{file}} already.",
    next: "Give another name: Kindred does not write over your files here.",
  },
  "backup-damaged": {
    what: "{{file}} is no whole backup of Kindred: {{detail}}.",
    next: "Nothing was changed. Use another backup.",
  },
  "backup-exists": {
    what: "There is a file {{file}} already.",
    next: "Give another name, or a folder: then each backup gets a name with its date.",
  },
  "workspace-has-data": {
    what: "The workspace {{workspace}} holds data already.",
    next: "Restore into a new folder with --workspace, or put the backup in its place with --replace.",
  },
  "map-unknown-field": {
    what: "“{{field}}” is no field of {{table}}.",
    next: "Its fields are: {{fields}}.",
  },
  "map-unknown-column": {
    what: "{{file}} has no column “{{column}}”.",
    next: "Its columns are: {{columns}}.",
  },
  "field-unmapped": {
    what: "No column of {{file}} was found for “{{field}}”, which {{table}} needs.",
    next: "Say which it is: --map {{field}}=COLUMN. The columns are: {{columns}}.",
  },
  "no-date-column": {
    what: "No column of {{file}} holds dates that can be read, and {{table}} needs one ({{fields}}).",
    next: 'Say which it is: --map {{field}}=COLUMN, and how it is written: --date-format "%d.%m.%Y". The columns are: {{columns}}.',
  },
  "date-unreadable": {
    what: "The dates in column “{{column}}” of {{file}} cannot be read, for example “{{value}}”.",
    next: 'Say how they are written: --date-format "%d.%m.%Y %H:%M". Or map another column: {{columns}}.',
  },
  "source-unknown": {
    what: "There is no source “{{source}}”.",
    next: "The sources are: {{sources}}. Add one with: kindred source add.",
  },
  "source-exists": {
    what: "There is a source “{{source}}” already.",
    next: "Take another name, or remove it first: kindred source remove {{source}}. What it brought stays.",
  },
  "source-not-pulled": {
    what: "The data of source “{{source}}” ({{kind}}) come by themselves; there is nothing to fetch.",
    next: "Sync sources of the kinds postgres and http-pull.",
  },
  "source-busy": {
    what: "Another sync of “{{source}}” ended while this one was running; this one stored nothing.",
    next: "Nothing is lost. Start it again if you want to be sure that the newest is there.",
  },
  "source-no-variable": {
    what: "The environment has no variable {{variable}}, which source “{{source}}” needs.",
    next: "Set it before you start Kindred, for example: export {{variable}}=… Passwords are kept nowhere else.",
  },
  "source-bad-url": {
    what: "The variable {{variable}} of source “{{source}}” holds no address that can be used.",
    next: "Write it like this: {{example}}. Special characters in the password are written as %40, %3A, %2F …",
  },
  "source-unreachable": {
    what: "{{place}}, where the data of “{{source}}” are, does not answer ({{detail}}).",
    next: "Check that it is running, that host and port are right, and that a firewall lets this machine through.",
  },
  "source-auth": {
    what: "{{place}} does not accept the user “{{user}}” with the password in {{variable}} (source “{{source}}”).",
    next: "Check both in the address in {{variable}}, and that this user may connect from this machine (pg_hba.conf).",
  },
  "source-tls": {
    what: "No safe connection to {{place}} for source “{{source}}”: {{detail}}.",
    next: "Set sslmode in the address in {{variable}}: sslmode=verify-full with sslrootcert=FILE for a certificate of your own, sslmode=disable inside a safe network.",
  },
  "source-no-database": {
    what: "There is no database at {{place}} by the name that source “{{source}}” asks for.",
    next: "Correct the name at the end of the address in {{variable}}.",
  },
  "source-no-table": {
    what: "Source “{{source}}” asks {{place}} for a table that is not there: {{detail}}.",
    next: "Check the spelling, and name the schema: --table shop.orders.",
  },
  "source-no-column": {
    what: "Source “{{source}}” has no column “{{column}}”.",
    next: "Its columns are: {{columns}}.",
  },
  "source-no-rights": {
    what: "The user “{{user}}” may not read what source “{{source}}” asks for: {{detail}}.",
    next: "Have the owner of the database run: GRANT SELECT ON the table TO {{user}}.",
  },
  "source-too-slow": {
    what: "The database of “{{source}}” took too long: {{detail}}.",
    next: "Add an index on the cursor column and on the order number, or raise the limit: --timeout 1800.",
  },
  "source-bad-query": {
    what: "The database of “{{source}}” does not understand what is asked: {{detail}}.",
    next: "Correct the query or the columns, then add the source anew.",
  },
  "source-dropped": {
    what: "The connection to {{place}} was lost again and again ({{detail}}); the sync of “{{source}}” stored nothing.",
    next: "Nothing is lost: the next sync goes on from the last one that ended. Try again when the network is better.",
  },
  "source-failed": {
    what: "Source “{{source}}” failed: {{detail}}.",
    next: "What was stored before is whole. Try again; if it stays, the message is from the other side: ask who runs it.",
  },
  "source-many-gone": {
    what: "{{gone, number}} of {{known, number}} rows of “{{source}}” are gone at once. Nothing was taken back.",
    next: "If that is right, run: kindred source sync {{source}} --accept-removals. If not, check the source: an emptied table or missing rights look like this.",
  },
  "source-bad-config": {
    what: "The configuration of source “{{source}}”: {{path}} is not right.",
    next: "Allowed there: {{allowed}}. docs/guide/sources.md has an example.",
  },
  "source-secret-in-config": {
    what: "The configuration of source “{{source}}” holds a password or token itself, at {{path}}.",
    next: "Put it into a variable of the environment and write $NAME in its place, or use auth.",
  },
  "source-refused": {
    what: "{{place}} does not let source “{{source}}” in (status {{status}}).",
    next: "Check the token or password in {{variable}} and what it may read.",
  },
  "source-rate-limited": {
    what: "{{place}} wants fewer requests and did not become free in time (source “{{source}}”).",
    next: "Nothing is lost. Try later, or set requestsPerSecond in the configuration lower.",
  },
  "source-answer": {
    what: "{{place}} answered source “{{source}}” with status {{status}}: {{detail}}.",
    next: "Check url, query and body in the configuration; with a status of 500 or more, ask who runs the other side.",
  },
  "source-page-unreadable": {
    what: "A page of source “{{source}}” cannot be used: {{detail}}.",
    next: "Open the address in a browser and compare it with items, lines and paging in the configuration.",
  },
  "source-page-too-large": {
    what: "A page of source “{{source}}” is larger than {{mb, number}} MB.",
    next: "Ask for fewer items a page (pageSize), or raise maxBodyMb.",
  },
  "source-paging-loop": {
    what: "Source “{{source}}” got the same page twice: the paging does not go on.",
    next: "Check paging in the configuration: the parameter may have another name.",
  },
};
