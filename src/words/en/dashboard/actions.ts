/** The list of actions. */
export const actions = {
  asOf: "Actions · {{at, date}}",
  answer_one: "<b>{{count, number}} action</b> should bring <b>{{margin}}</b> of margin.",
  answer_other: "<b>{{count, number}} actions</b> should together bring <b>{{margin}}</b> of margin.",
  more_one:
    "{{count, number}} customer is left alone on purpose, so that you will see what the actions change.",
  more_other:
    "{{count, number}} customers are left alone on purpose, so that you will see what the actions change.",
  answerPlain_one: "There is <b>{{count, number}} action</b> to take.",
  answerPlain_other: "There are <b>{{count, number}} actions</b> to take.",
  noMoney: "What they should bring in money will be shown once leaving and future value are both proven.",
  kindsTitle: "Kinds of actions",
  kindsLead:
    "What each should bring. Margin, effect and cost are taken for granted, not measured: see the last column.",
  kindsLeadPlain: "What to do, and for how many.",
  customers: "Customers",
  assumes: "{{margin}} margin, {{effect}} effect, {{cost}} each",
  listTitle: "The list",
  listLead: "In order of expected margin.",
  listLeadPlain: "Those who spent most so far stand first.",
  control: "Left alone, to compare",
  exportCsv: "Download as CSV",
  exportParquet: "Parquet",
};
