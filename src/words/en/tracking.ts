/** Why an event of the tracking API was not stored, and what to do about it. */
export const tracking = {
  rejected: {
    "not-an-object": "Not stored: the event is not a JSON object.",
    "type-unknown": "Not stored: “{{value}}” is no call of the Segment spec.",
    "no-id": "Not stored: the event has neither a userId nor an anonymousId, so nobody knows whose it is.",
    "id-unusable": "Not stored: {{column}} is “{{value}}”, which is no id of a person.",
    "id-too-long": "Not stored: {{column}} is longer than 300 characters.",
    "event-missing": "Not stored: a track call needs the name of the event.",
    "alias-incomplete": "Not stored: an alias call needs userId and previousId.",
    "time-unreadable": "Not stored: the time “{{value}}” cannot be read.",
    "too-far-ahead": "Not stored: {{value}} is more than 24 hours in the future.",
    "too-late": "Not stored: {{value}} is more than 30 days ago.",
    "event-too-large": "Not stored: the event is larger than 32 KB.",
    "consent-withdrawn": "Not stored: this person has withdrawn consent.",
  },
  hints: {
    "not-an-object": "Send each event as an object with type, userId or anonymousId, and so on.",
    "type-unknown": "Use identify, track, page, screen, group or alias.",
    "no-id": "Send the visitor’s anonymousId, and the userId as soon as the person has logged in.",
    "id-unusable": "Look where the client sends it before it knows the id, and leave the field out there.",
    "id-too-long": "Send a short, stable id, such as the key of the person in your database.",
    "event-missing": "Fill in `event`, such as “Order Completed”.",
    "alias-incomplete": "Send both ids of the person.",
    "time-unreadable": "Write the time as ISO 8601, such as 2026-11-25T10:00:00Z.",
    "too-far-ahead": "Check the clock of the device or server that sends it.",
    "too-late": "Load history by /v1/import, or set context.historical to true.",
    "event-too-large": "Leave out what nobody needs, such as whole pages or pictures.",
    "consent-withdrawn":
      "Nothing to do. If the person agrees again, send an identify call with the trait consent: “given”.",
  },
};
