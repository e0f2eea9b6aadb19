/** One entry an error code: `what` happened, and what to do `next`. */
export const errors = {
  "bad-request": {
    what: "The request is not understood: {{detail}}.",
    next: "Correct it and send it again.",
  },
  "unknown-option": {
    what: "There is no option {{option}}.",
    next: "Run the command with --help for the options it has.",
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
};
