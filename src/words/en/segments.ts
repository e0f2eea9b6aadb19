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
    },
    lower: {
      number:
        "Below average: $t({{label}}) (typically {{median, number(maximumFractionDigits: 1)}}; all customers {{medianAll, number(maximumFractionDigits: 1)}})",
      money: "Below average: $t({{label}}) (typically {{median, money}}; all customers {{medianAll, money}})",
      percent:
        "Below average: $t({{label}}) (typically {{median, percent}}; all customers {{medianAll, percent}})",
      named:
        "Below average: {{name}} (typically {{median, number(maximumFractionDigits: 2)}}; all customers {{medianAll, number(maximumFractionDigits: 2)}})",
    },
  },
  chosen: {
    given: "You asked for {{groups, number}} groups.",
    advised:
      "We advise {{groups, number}} groups: cut this way they stand apart most clearly from what a cloud without groups would give (silhouette {{silhouette, number(maximumFractionDigits: 2)}} against {{byChance, number(maximumFractionDigits: 2)}}), {{stability, percent}} of each group is found again in re-drawn samples, and the smallest has {{smallest, number}} customers.",
    convenient:
      "We suggest {{groups, number}} groups as a convenient cut: {{stability, percent}} of each group is found again in re-drawn samples, and the smallest has {{smallest, number}} customers.",
  },
  reality: {
    real: "The groups are real: customers stand apart more clearly (silhouette {{silhouette, number(maximumFractionDigits: 2)}}) than in clouds of the same spread that have no groups (at most {{byChance, number(maximumFractionDigits: 2)}}).",
    notReal:
      "No real groups here, this is a convenient cut: customers stand apart (silhouette {{silhouette, number(maximumFractionDigits: 2)}}) hardly more than in clouds that have no groups ({{byChance, number(maximumFractionDigits: 2)}}). Use it to talk to people differently, but do not expect sharp borders.",
  },
  notes: {
    effects:
      "The groups were made from these features, so only effect sizes are shown for them: a significance test would always find a difference. A p-value stands only where something was not used to make the groups: what customers did next.",
    choice:
      "Features used: strongly skewed ones are straightened, all are put on one scale, and of two that say nearly the same only the first counts.",
    sampled:
      "The number of groups and the test were worked out on a random sample of {{rows, number}} customers; every customer was then assigned.",
    nextMissing:
      "What happened next is not shown: the data are too short to look back {{days, number}} days.",
  },
  summary: {
    bought:
      "{{size, number}} customers ({{share, percent}} of all) bring {{revenueShare, percent}} of the revenue. Typical number of orders: {{orders, number(maximumFractionDigits: 1)}}; typical basket: {{basket, money}}; days since the last order: {{recencyDays, number(maximumFractionDigits: 0)}}.",
    boughtNext:
      "{{size, number}} customers ({{share, percent}} of all) bring {{revenueShare, percent}} of the revenue. Typical number of orders: {{orders, number(maximumFractionDigits: 1)}}; typical basket: {{basket, money}}; days since the last order: {{recencyDays, number(maximumFractionDigits: 0)}}. Of customers like these, {{next, percent}} ordered in the following {{days, number}} days.",
    plain: "{{size, number}} customers ({{share, percent}} of all).",
  },
};
