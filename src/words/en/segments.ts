/** Every name of a persona with each ending that sets two like ones apart. */
function withEndings<K extends string>(names: Record<K, string>) {
  const endings = (name: string) => ({
    plain: name,
    bigBasket: `${name}, big baskets`,
    smallBasket: `${name}, small baskets`,
    moreOrders: `${name}, ordering more often`,
    fewerOrders: `${name}, ordering less often`,
    seenLater: `${name}, seen lately`,
    seenEarlier: `${name}, away for longer`,
    knownLonger: `${name}, known for long`,
    knownShorter: `${name}, known for a short time`,
    numbered: `${name} {{n}}`,
  });
  return Object.fromEntries(
    Object.entries<string>(names).map(([key, name]) => [key, endings(name)]),
  ) as Record<K, ReturnType<typeof endings>>;
}

export const segments = {
  rfm: {
    champions: "Champions",
    loyal: "Loyal customers",
    "potential-loyal": "Potential loyalists",
    "new": "New customers",
    promising: "Promising",
    "need-attention": "Need attention",
    "about-to-sleep": "About to sleep",
    "at-risk": "At risk",
    "cant-lose": "Can't lose them",
    hibernating: "Hibernating",
  },
  rfmRule:
    "Each score is the fifth in which a customer lies among all customers (5 = best); equal customers get equal scores, and a single order always has frequency score 1.",
  persona: {
    new: withEndings({
      once: "New first-time buyers",
      some: "New customers who came back",
      regular: "New enthusiasts",
    }),
    active: withEndings({
      once: "Recent one-time buyers",
      some: "Active occasional buyers",
      regular: "Loyal regulars",
    }),
    slowing: withEndings({
      once: "One-time buyers going quiet",
      some: "Occasional buyers going quiet",
      regular: "Regulars going quiet",
    }),
    sleeping: withEndings({
      once: "Sleeping one-time buyers",
      some: "Sleeping occasional buyers",
      regular: "Sleeping former regulars",
    }),
  },
  noClearGroup: "No clear group",
  traits: {
    high: "High {{first}}",
    low: "Low {{first}}",
    highHigh: "High {{first}}, high {{second}}",
    highLow: "High {{first}}, low {{second}}",
    lowHigh: "Low {{first}}, high {{second}}",
    lowLow: "Low {{first}}, low {{second}}",
    average: "Average customers",
    numbered: "Group {{n}}",
  },
  labelled: {
    high: "High: $t({{first}})",
    low: "Low: $t({{first}})",
    highHigh: "High: $t({{first}}) and $t({{second}})",
    highLow: "High: $t({{first}}); low: $t({{second}})",
    lowHigh: "Low: $t({{first}}); high: $t({{second}})",
    lowLow: "Low: $t({{first}}) and $t({{second}})",
  },
  trait: {
    higher: {
      number:
        "Above average: $t({{label}}) (typically {{median, number(maximumFractionDigits: 1)}}; all customers {{medianAll, number(maximumFractionDigits: 1)}})",
      money: "Above average: $t({{label}}) (typically {{median, money}}; all customers {{medianAll, money}})",
      percent:
        "Above average: $t({{label}}) (typically {{median, percent}}; all customers {{medianAll, percent}})",
      named:
        "Above average: {{name}} (typically {{median, number(maximumFractionDigits: 2)}}; all customers {{medianAll, number(maximumFractionDigits: 2)}})",
      namedMean:
        "Above average: {{name}} (on average {{mean, number(maximumFractionDigits: 2)}}; all customers {{meanAll, number(maximumFractionDigits: 2)}})",
    },
    lower: {
      number:
        "Below average: $t({{label}}) (typically {{median, number(maximumFractionDigits: 1)}}; all customers {{medianAll, number(maximumFractionDigits: 1)}})",
      money: "Below average: $t({{label}}) (typically {{median, money}}; all customers {{medianAll, money}})",
      percent:
        "Below average: $t({{label}}) (typically {{median, percent}}; all customers {{medianAll, percent}})",
      named:
        "Below average: {{name}} (typically {{median, number(maximumFractionDigits: 2)}}; all customers {{medianAll, number(maximumFractionDigits: 2)}})",
      namedMean:
        "Below average: {{name}} (on average {{mean, number(maximumFractionDigits: 2)}}; all customers {{meanAll, number(maximumFractionDigits: 2)}})",
    },
    daysSinceLastOrder: {
      more: "Have not ordered for longer: typically {{median, number(maximumFractionDigits: 0)}} days, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Ordered more recently: typically {{median, number(maximumFractionDigits: 0)}} days ago, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    daysSinceFirstOrder: {
      more: "Have been customers for longer: typically {{median, number(maximumFractionDigits: 0)}} days, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Became customers later: typically {{median, number(maximumFractionDigits: 0)}} days ago, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    orderDays: {
      times_one:
        "Buy {{count, number}} times as often: typically on {{median, number(maximumFractionDigits: 1)}} days so far, all customers on {{medianAll, number(maximumFractionDigits: 1)}}",
      times_other:
        "Buy {{count, number}} times as often: typically on {{median, number(maximumFractionDigits: 1)}} days so far, all customers on {{medianAll, number(maximumFractionDigits: 1)}}",
      more: "Buy more often: typically on {{median, number(maximumFractionDigits: 1)}} days so far, all customers on {{medianAll, number(maximumFractionDigits: 1)}}",
      less: "Buy less often: days with an order so far typically {{median, number(maximumFractionDigits: 1)}}, all customers {{medianAll, number(maximumFractionDigits: 1)}}",
    },
    averageBasket: {
      times_one:
        "Spend {{count, number}} times as much an order: typically {{median, money}}, all customers {{medianAll, money}}",
      times_other:
        "Spend {{count, number}} times as much an order: typically {{median, money}}, all customers {{medianAll, money}}",
      more: "Spend more an order: typically {{median, money}}, all customers {{medianAll, money}}",
      less: "Spend less an order: typically {{median, money}}, all customers {{medianAll, money}}",
    },
    linesPerOrder: {
      times_one:
        "Take {{count, number}} times as many different things an order: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      times_other:
        "Take {{count, number}} times as many different things an order: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      more: "Take more different things an order: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Take fewer different things an order: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    revenue: {
      times_one:
        "Have spent {{count, number}} times as much in all: typically {{median, money}}, all customers {{medianAll, money}}",
      times_other:
        "Have spent {{count, number}} times as much in all: typically {{median, money}}, all customers {{medianAll, money}}",
      more: "Have spent more in all: typically {{median, money}}, all customers {{medianAll, money}}",
      less: "Have spent less in all: typically {{median, money}}, all customers {{medianAll, money}}",
    },
    products: {
      times_one:
        "Have bought {{count, number}} times as many different products: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      times_other:
        "Have bought {{count, number}} times as many different products: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      more: "Have bought more different products: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Have bought fewer different products: typically {{median, number(maximumFractionDigits: 0)}}, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
    },
    repeatProductShare: {
      more: "Buy the same things again: typically {{median, percent}} of what they take, all customers {{medianAll, percent}}",
      less: "Seldom buy the same thing again: typically {{median, percent}} of what they take, all customers {{medianAll, percent}}",
    },
    cancelledShare: {
      more: "Send more back: typically {{median, percent}} of what they spend, all customers {{medianAll, percent}}",
      less: "Send less back: typically {{median, percent}} of what they spend, all customers {{medianAll, percent}}",
    },
    weekendShare: {
      more: "Order more at weekends: typically {{median, percent}} of their orders, all customers {{medianAll, percent}}",
      less: "Order less at weekends: typically {{median, percent}} of their orders, all customers {{medianAll, percent}}",
    },
    meanGapDays: {
      more: "Leave more time between orders: typically {{median, number(maximumFractionDigits: 0)}} days, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
      less: "Leave less time between orders: typically {{median, number(maximumFractionDigits: 0)}} days, all customers {{medianAll, number(maximumFractionDigits: 0)}}",
    },
  },
  event: {
    new: "A new kind of customers has appeared: “$t({{name}})”, {{customers, number}} customers ({{share, percent}} of all).",
    split:
      "Part of a former group now stands by itself: “$t({{name}})”, {{customers, number}} customers ({{share, percent}} of all).",
    splitFrom:
      "Part of “$t({{source}})” now stands by itself: “$t({{name}})”, {{customers, number}} customers ({{share, percent}} of all).",
    merged:
      "{{groups, number}} former groups have become one: “$t({{name}})”, {{customers, number}} customers ({{share, percent}} of all).",
    vanished:
      "The group “$t({{name}})” is no more: its {{customers, number}} customers ({{share, percent}} of all then) now belong to others.",
    dissolved:
      "The group “$t({{name}})” is no more: most of its {{customers, number}} customers ({{share, percent}} of all then) are in no clear group now.",
  },
  chosen: {
    given: "You asked for {{groups, number}} groups.",
    advised:
      "We advise {{groups, number}} groups: cut this way they stand apart most clearly from what a cloud without groups would give (silhouette {{silhouette, number(maximumFractionDigits: 2)}} against {{byChance, number(maximumFractionDigits: 2)}}), {{stability, percent}} of each group is found again in re-drawn samples, and the smallest has {{smallest, number}} customers.",
    convenient:
      "We suggest {{groups, number}} groups as a convenient cut: {{stability, percent}} of each group is found again in re-drawn samples, and the smallest has {{smallest, number}} customers.",
    dbscan_one:
      "Customers lie close together in {{count, number}} group, where each has at least {{minSamples, number}} customers (itself among them) within a distance of {{eps, number(maximumFractionDigits: 2)}}. We advise that distance: from there on the way to the nearest neighbours grows steeply. {{outside, percent}} of the customers are in no clear group.",
    dbscan_other:
      "Customers lie close together in {{count, number}} groups, where each has at least {{minSamples, number}} customers (itself among them) within a distance of {{eps, number(maximumFractionDigits: 2)}}. We advise that distance: from there on the way to the nearest neighbours grows steeply. {{outside, percent}} of the customers are in no clear group.",
    dbscanGiven_one:
      "With your distance of {{eps, number(maximumFractionDigits: 2)}} customers lie close together in {{count, number}} group, where each has at least {{minSamples, number}} customers (itself among them) within that distance. {{outside, percent}} of the customers are in no clear group.",
    dbscanGiven_other:
      "With your distance of {{eps, number(maximumFractionDigits: 2)}} customers lie close together in {{count, number}} groups, where each has at least {{minSamples, number}} customers (itself among them) within that distance. {{outside, percent}} of the customers are in no clear group.",
    hdbscan_one:
      "Customers lie close together in {{count, number}} group of at least {{minClusterSize, number}}. We advise that size: a smaller group is seldom worth its own message. {{outside, percent}} of the customers are in no clear group.",
    hdbscan_other:
      "Customers lie close together in {{count, number}} groups of at least {{minClusterSize, number}}. We advise that size: a smaller group is seldom worth its own message. {{outside, percent}} of the customers are in no clear group.",
    hdbscanGiven_one:
      "Customers lie close together in {{count, number}} group of at least {{minClusterSize, number}}, the size you gave. {{outside, percent}} of the customers are in no clear group.",
    hdbscanGiven_other:
      "Customers lie close together in {{count, number}} groups of at least {{minClusterSize, number}}, the size you gave. {{outside, percent}} of the customers are in no clear group.",
    denseNone:
      "Nowhere do customers lie so close together that they make a group: all of them are in no clear group.",
  },
  reality: {
    real: "The groups are real: between every two of them lies a valley with few customers, and they stand apart more clearly (silhouette {{silhouette, number(maximumFractionDigits: 2)}}) than cuts of clouds of the same spread that have no groups (at most {{byChance, number(maximumFractionDigits: 2)}}).",
    notReal:
      "No real groups here, this is a convenient cut: customers pass gradually from one group into the next (silhouette {{silhouette, number(maximumFractionDigits: 2)}}; a cut of a cloud without groups reaches {{byChance, number(maximumFractionDigits: 2)}}). Use it to talk to people differently, but do not expect sharp borders.",
    dense: {
      real: "The groups are real: {{apart, percent}} of the customers stand apart from the largest group, in clouds of the same spread without groups at most {{byChance, percent}}, and {{stability, percent}} of each group is found again in halves of the customers.",
      one: "No real groups here: customers do not fall into two or more places that are divided by emptiness. For groups to talk to differently, k-means or ward makes a convenient cut.",
      chance:
        "These groups are not proven: {{apart, percent}} of the customers stand apart from the largest group, but in clouds of the same spread without groups it can be {{byChance, percent}}.",
      unsteady:
        "These groups are not proven: in halves of the customers only {{stability, percent}} of each group is found again. They may be gone at the next refresh.",
      steps:
        "No real groups here: they are divided only by the steps of a whole number, as between 1 and 2 orders, where nobody can be. Use them to talk to people differently, but do not expect more of them.",
    },
  },
  notes: {
    effects:
      "The groups were made from these features, so only effect sizes are shown for them: a significance test would always find a difference. A p-value stands only where something was not used to make the groups: what customers did next.",
    choice:
      "Features used: strongly skewed ones are straightened, all are put on one scale, and of two that say nearly the same only the first counts.",
    sampled:
      "The number of groups and the test were worked out on a random sample of {{rows, number}} customers; every customer was then assigned.",
    next: "What people like these did next: everyone known {{days, number}} days before the end was sorted into these groups by what was known on that day, and then we looked at who ordered in the {{days, number}} days. The p-values compare each group with all others and are adjusted for the number of groups (Holm).",
    nextMissing:
      "What happened next is not shown: the data are too short to look back {{days, number}} days.",
    cutHeight:
      "The tree of groups is cut between the heights {{joined, number(maximumFractionDigits: 2)}} (the last two parts of one group were joined there) and {{next, number(maximumFractionDigits: 2)}} (two groups would become one). Height means how unlike the joined parts are.",
    denseSampled:
      "Whether the groups are real was worked out on a random sample of {{rows, number}} customers.",
    dropped_one:
      "{{count, number}} more small group was found (less than 2% of the customers); its customers count as being in no clear group.",
    dropped_other:
      "{{count, number}} more small groups were found (each less than 2% of the customers); their customers count as being in no clear group.",
    askedGone:
      "Today's data no longer allow the groups that were asked for last time, so the advised ones are shown.",
  },
  summary: {
    bought:
      "{{size, number}} customers ({{share, percent}} of all) bring {{revenueShare, percent}} of the revenue. Typical number of orders: {{orders, number(maximumFractionDigits: 1)}}; typical basket: {{basket, money}}; days since the last order: {{recencyDays, number(maximumFractionDigits: 0)}}.",
    boughtNext:
      "{{size, number}} customers ({{share, percent}} of all) bring {{revenueShare, percent}} of the revenue. Typical number of orders: {{orders, number(maximumFractionDigits: 1)}}; typical basket: {{basket, money}}; days since the last order: {{recencyDays, number(maximumFractionDigits: 0)}}. Of customers like these, {{next, percent}} ordered in the following {{days, number}} days.",
    plain: "{{size, number}} customers ({{share, percent}} of all).",
  },
};
