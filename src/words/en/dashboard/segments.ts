/** Segments and how they were found. */
export const segments = {
  segments: {
    asOf: "Segments · {{at, date}}",
    answer_one: "Your {{customers, number}} customers are all of <b>{{count, number}} kind</b>.",
    answer_other:
      "Your {{customers, number}} customers are of <b>{{count, number}} kinds</b>. “{{name}}” are {{share}} of them and bring <b>{{revenue}}</b> of the revenue.",
    mapTitle: "Your customers on a map",
    mapSays:
      "Every dot is a customer; those who buy alike lie near each other. {{shown, number}} of {{count, number}} are drawn, evenly chosen. Click one to open it.",
    mapSaysAll:
      "Every dot is one of your customers; those who buy alike lie near each other. Click one to open it.",
    cardsTitle: "Who they are",
    cardsLead: "Each group as a person you can speak to.",
    members: "Show the customers",
    size: "Customers",
    revenue: "Revenue",
    ofAll: "of all:",
    apart: "What sets them apart",
    habit_one: "Typically one order of {{basket}}, {{days, number}} days ago.",
    habit_other: "Typically {{count, number}} orders of {{basket}}, the last one {{days, number}} days ago.",
    without_one: "{{count, number}} more customer has no order that counts, and belongs to no kind.",
    without_other: "{{count, number}} more customers have no order that counts, and belong to no kind.",
    next: "In the next period, {{share}} of them ordered again (between {{low}} and {{high}}).",
    changesTitle: "What changed since last time",
    changesLead: "Groups that came or went, and customers who went from one kind to another.",
    from: "Was",
    to: "Is now",
    newCustomers: "New customer",
    formerGroup: "A group that is no more",
    realTitle: "Are these groups real?",
    real: "Groups of their own",
    convenient: "A useful cut of a continuum",
    numberOfGroups: "Number of groups",
    chosenHere: "chosen",
    clusteredOn: "{{method}} on: {{features}}.",
    candidatesTitle: "Why this many groups",
    candidatesSay:
      "A good number of groups is found again when the data are drawn anew, and keeps its groups apart. {{groups, number}} was taken.",
    smallest: "Smallest group",
  },
  method: { "k-means": "K-means", ward: "Ward", dbscan: "DBSCAN", hdbscan: "HDBSCAN" },
};
