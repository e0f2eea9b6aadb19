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
};
