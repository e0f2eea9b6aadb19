/** What is expected of the coming weeks. */
export const forecast = {
  of: { revenue: "Revenue", orders: "Orders", customers: "Customers who order" },
  none: "There are no orders yet, so nothing can be forecast. Import them with `kindred import FILE --as orders`.",
  short:
    "Too short for a forecast that can be tested: {{weeks, number}} whole weeks are there, {{needed, number}} are needed. Ask for fewer weeks ahead, or import older orders.",
  summary: {
    money_one:
      "$t(forecast.of.{{of}}): {{total, money}} expected in the coming week, after {{before, money}} in the last.",
    money_other:
      "$t(forecast.of.{{of}}): {{total, money}} expected in the coming {{count, number}} weeks, after {{before, money}} in the last {{count, number}}.",
    count_one:
      "$t(forecast.of.{{of}}): {{total, number}} expected in the coming week, after {{before, number}} in the last.",
    count_other:
      "$t(forecast.of.{{of}}): {{total, number}} expected in the coming {{count, number}} weeks, after {{before, number}} in the last {{count, number}} (summed by week).",
  },
  proven: {
    last: "Proven: tried at {{count, number}} earlier moments, it errs {{gain, percent}} less than repeating the last week ({{low, percent}} to {{high, percent}}).",
    year: "Proven: tried at {{count, number}} earlier moments, it errs {{gain, percent}} less than repeating the same week of last year ({{low, percent}} to {{high, percent}}).",
  },
  notBetter: {
    last: "Not proven, so the last week is repeated: tried at {{count, number}} earlier moments, the model's error was {{share, percent}} of that of repeating the last week (it could be {{low, percent}} to {{high, percent}}), which is not surely less.",
    year: "Not proven, so the same weeks of last year are repeated: tried at {{count, number}} earlier moments, the model's error was {{share, percent}} of that of repeating them (it could be {{low, percent}} to {{high, percent}}), which is not surely less.",
  },
  change: {
    money: "A new level from {{from, date}} on: {{after, money}} a week, {{before, money}} before.",
    count: "A new level from {{from, date}} on: {{after, number}} a week, {{before, number}} before.",
  },
  notes: {
    bounds:
      "The bounds are meant to hold {{level, percent}} of the weeks; in the test they held {{coverage, percent}}.",
    noYear:
      "{{weeks, number}} weeks show no yearly pattern: Christmas and other seasons cannot be foreseen before two years are there.",
    segment:
      "These are the customers who are in this group today. The group was made by what they did until now, so their past resembles it by construction: read the forecast with care.",
  },
};
