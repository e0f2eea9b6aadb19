/** Findings by code: `what` is so, its `effect` on the predictions, what `todo`; and the readiness of goals. */
export const quality = {
  severity: { error: "Error", warning: "Warning", info: "Good to know", good: "All well" },
  nothing: "Nothing to do.",
  "no-orders": {
    what: "No orders are stored yet.",
    effect: "Without orders there are no groups and no predictions.",
    todo: "Import a file of orders: kindred import FILE --as orders.",
  },
  "no-customer": {
    what_one:
      "{{count, number}} line of goods has no customer; it is worth {{amount, money}}, {{share, percent}} of all goods.",
    what_other:
      "{{count, number}} lines of goods have no customer; they are worth {{amount, money}}, {{share, percent}} of all goods.",
    effect: "They count in the shop’s totals, but nobody can be grouped, predicted or addressed by them.",
    todo: "See where customer numbers get lost: guest orders, the till, another shop system. If these are guests, nothing needs mending.",
  },
  "customers-known": { what: "Every order has its customer." },
  "rejected-rows": {
    what_one: "{{count, number}} of {{received, number}} rows received could not be read.",
    what_other:
      "{{count, number}} of {{received, number}} rows received could not be read ({{share, percent(digits: 1)}}).",
    effect: "What stands in these rows is missing everywhere.",
    todo: "Look at the file of rejected rows: it names the line, column, value and rule. Where a column or a date format was read wrongly, put that right with kindred replay; mend the others and import them again.",
  },
  "exact-duplicates": {
    what_one: "{{count, number}} row was there twice, exactly alike, and was stored once.",
    what_other: "{{count, number}} rows were exact copies of others and were not stored again.",
    withAmount_one:
      "{{count, number}} row worth {{amount, money}} was there twice, exactly alike, and was stored once.",
    withAmount_other:
      "{{count, number}} rows worth {{amount, money}} were exact copies of others and were not stored again.",
    effect: "Counted twice, they would make customers look more valuable than they are.",
    todo: "Ask why the export repeats rows. If two equal lines in one order are real sales, give each line a number of its own.",
  },
  cancellations: {
    what_one:
      "{{count, number}} line was cancelled or sent back: {{amount, money}}, {{share, percent(digits: 1)}} of all goods.",
    what_other:
      "{{count, number}} lines were cancelled or sent back: {{amount, money}}, {{share, percent(digits: 1)}} of all goods.",
    effect: "Each takes its purchase away from the moment the cancellation was known, not before.",
    todo: "Nothing to mend. If the share surprises you, look at the products and customers with many cancellations.",
  },
  "unmatched-cancellations": {
    what_one: "{{count, number}} cancelled line worth {{amount, money}} has no purchase it could belong to.",
    what_other:
      "{{count, number}} cancelled lines ({{share, percent}} of all) worth {{amount, money}} have no purchase they could belong to.",
    effect:
      "They are left out: customers keep purchases that perhaps came back, or the purchase lies before the first order here.",
    todo: "Import earlier orders if you have them, and see that cancellations carry the customer and the product of the purchase.",
  },
  "free-lines": {
    what_one: "{{count, number}} line has no price.",
    what_other: "{{count, number}} lines have no price ({{share, percent(digits: 1)}} of all).",
    effect: "Samples and gifts are not counted as purchases.",
    todo: "If paid goods are among them, add their prices and import them again.",
  },
  "service-lines": {
    what_one: "{{count, number}} line is postage, a fee or a manual entry: {{amount, money}}.",
    what_other: "{{count, number}} lines are postage, fees or manual entries: {{amount, money}}.",
    effect: "They are kept, but are no goods: they count in no basket and no product list.",
    todo: "If a product of yours is among them, give it a product code like the others.",
  },
  "adjustment-lines": {
    what_one: "{{count, number}} line corrects stock or the books: {{amount, money}}.",
    what_other: "{{count, number}} lines correct stock or the books: {{amount, money}} in all.",
    effect: "They are kept, but are nobody’s purchases and count nowhere in the predictions.",
    todo: "If purchases are among them, book those as sales with their customer.",
  },
  "extreme-lines": {
    what_one:
      "{{count, number}} line is far larger than all others: order {{order}} of {{at, date}} has {{units, number}} pieces of {{product}}, {{top, money}}.",
    what_other:
      "{{count, number}} lines are far larger than all others. The largest: order {{order}} of {{at, date}}, {{units, number}} pieces of {{product}}, {{top, money}}.",
    cancelled_one:
      "{{count, number}} line is far larger than all others: order {{order}} of {{at, date}} has {{units, number}} pieces of {{product}}, {{top, money}}, and was cancelled {{minutes, number}} minutes later.",
    cancelled_other:
      "{{count, number}} lines are far larger than all others. The largest: order {{order}} of {{at, date}}, {{units, number}} pieces of {{product}}, {{top, money}}, cancelled {{minutes, number}} minutes later.",
    cancelledLater_one:
      "{{count, number}} line is far larger than all others: order {{order}} of {{at, date}} has {{units, number}} pieces of {{product}}, {{top, money}}, and was cancelled within {{days, number}} days.",
    cancelledLater_other:
      "{{count, number}} lines are far larger than all others. The largest: order {{order}} of {{at, date}}, {{units, number}} pieces of {{product}}, {{top, money}}, cancelled within {{days, number}} days.",
    effect:
      "One such line can make an ordinary customer look like the best, and moves sums and averages of a whole period.",
    todo: "See whether it was a slip. Cancelled ones no longer count; correct the others at the source and import them again.",
  },
  "price-outliers": {
    what_one:
      "{{count, number}} line has a price more than ten times above or below what the product usually costs.",
    what_other:
      "{{count, number}} lines of {{products, number}} products have a price more than ten times above or below what the product usually costs; together {{amount, money}}.",
    effect: "Slips of the decimal point distort baskets and the value of customers.",
    todo: "Check these prices; if pieces and packs share one code, give each a code of its own.",
  },
  "future-dates": {
    what_one: "{{count, number}} order is dated after today, up to {{last, date}}.",
    what_other: "{{count, number}} orders are dated after today, up to {{last, date}}.",
    effect:
      "Everything is worked out as of the last date, so every customer seems to have been quiet until then.",
    todo: "Correct the dates (day and month swapped?) and import the file again with --replace.",
  },
  "lone-dates": {
    what_one: "{{count, number}} order lies far from all others, at {{from, date}}.",
    what_other:
      "{{count, number}} orders lie far from all others, between {{from, date}} and {{until, date}}.",
    effect:
      "The history seems far longer than it is, and windows that reach into nothing are taken for quiet times.",
    todo: "Check these dates, correct or leave out the orders, and import the file again with --replace.",
  },
  "history-breaks": {
    what_one:
      "There is one break in the orders beyond the weekly rhythm: {{days, number}} days, {{from, date}} – {{until, date}}.",
    what_other:
      "There are {{count, number}} breaks in the orders beyond the weekly rhythm; the longest is {{days, number}} days, {{from, date}} – {{until, date}}.",
    effect: "Holidays do no harm. If orders are missing, customers seem quieter than they were.",
    todo: "If the shop was open, export these days again and import them.",
  },
  "historical-data": {
    what: "The data end at {{at, date}}: a look at the past.",
    effect: "Everything is worked out as of that day; the clock plays no part.",
    todo: "Nothing to do with a sample. With your own shop, import newer orders.",
  },
  "stale-data": {
    what_one: "The data end at {{at, date}}, {{count, number}} day ago.",
    what_other: "The data end at {{at, date}}, {{count, number}} days ago.",
    effect: "Predictions start from that day and say nothing about what has happened since.",
    todo: "Import the newer orders.",
  },
  "fresh-data": {
    what: "The data are fresh: the last order is of {{at, date}}.",
  },
  "last-day": {
    what: "The last day, {{at, date}}, is not whole: {{count, number}} orders instead of about {{usual, number}}, and they end early.",
    effect: "Tests of predictions count back from the start of that day, so it cannot distort them.",
    todo: "Nothing to do; the next import completes it.",
  },
  "dates-only": {
    what: "The orders have a date and no time of day.",
    effect: "Orders of one day count as one visit either way; nothing is made of the hour.",
    todo: "Nothing to do. If your shop knows the time, export it too.",
  },
  "long-history": {
    what: "The orders reach back {{count, number}} days, to {{from, date}}: enough to look back over a year.",
  },
  "short-history": {
    what_one: "The orders reach back only {{count, number}} day, to {{from, date}}.",
    what_other: "The orders reach back only {{count, number}} days, to {{from, date}}.",
    effect: "What looks back further is left out, and nothing can be learned about seasons.",
    todo: "Import older orders, two years if you have them.",
  },
  "repeat-buyers": {
    what: "{{count, number}} of {{buyers, number}} customers ({{share, percent}}) came back for another order: enough to learn from.",
  },
  "few-repeat-buyers": {
    what_one: "Only {{count, number}} of {{buyers, number}} customers came back for another order.",
    what_other:
      "Only {{count, number}} of {{buyers, number}} customers ({{share, percent(digits: 1)}}) came back for another order.",
    effect: "Who leaves and what customers will be worth is learned from those who come back.",
    todo: "See that one person has one customer number across orders, and import a longer history.",
  },
  "mixed-currencies": {
    what: "The orders are in several currencies: {{list}}.",
    effect: "Amounts are added up as if they were one currency, so every sum of money is wrong.",
    todo: "Convert the amounts to one currency, or keep a workspace for each.",
  },
  "no-currency": {
    what_one: "{{count, number}} order has no currency.",
    what_other: "{{count, number}} orders have no currency.",
    effect: "Predictions are not touched, but money is shown as bare numbers.",
    todo: "Say which one it is when importing: --currency EUR.",
  },
  "undated-attributes": {
    what_one: "Nobody knows since when this attribute of customers holds: {{names}}.",
    what_other: "Nobody knows since when these attributes of customers hold: {{names}}.",
    effect:
      "They are left out of tests on the past, where they could give away the future; they still describe groups.",
    todo: "Import them with the date on which each was known.",
  },
  "patchy-attributes": {
    what_one: "An attribute is known of a part of the customers only: {{least}}, of {{share, percent}}.",
    what_other:
      "{{count, number}} attributes are known of a part of the customers only ({{names}}); the least, {{least}}, of {{share, percent}}.",
    effect: "Where it is missing, the models work with that it is missing.",
    todo: "Fill in what you know; an attribute hardly anyone has can be left out.",
  },
  "personal-data": {
    email_one: "{{count, number}} value in “{{name}}” is an e-mail address.",
    email_other: "{{count, number}} values in “{{name}}” are e-mail addresses.",
    phone_one: "{{count, number}} value in “{{name}}” looks like a phone number.",
    phone_other: "{{count, number}} values in “{{name}}” look like phone numbers.",
    effect: "Predictions do not need them, and they would stand in every list and export.",
    todo: "Use customer numbers that give nobody away; bring e-mail and phone as identities (kindred import FILE --as identities).",
  },
  "busy-customers": {
    what_one: "One customer orders more than a person does: {{customer}}, with {{orders, number}} orders.",
    what_other:
      "{{count, number}} customers order more than a person does; the first is {{customer}}, with {{orders, number}} orders. Together they bring {{share, percent}} of the goods.",
    effect: "A till, a test account or a reseller distorts averages and groups.",
    todo: "If it is a till or a test, leave these orders without a customer. Resellers are better looked at by themselves.",
  },
  "events-without-fact": {
    what_one:
      "One event names an order, review or payment that could not be made of it ({{rule}}, message {{example}}).",
    what_other:
      "{{count, number}} events name orders, reviews or payments that could not be made of them (mostly {{rule}}, such as message {{example}}).",
    effect: "They are kept as events, but predictions do not see what was bought, paid or said.",
    todo: "Look the reason up in the reference of the tracking API, mend it where the events are sent, and send these once more.",
  },
  "shared-devices": {
    what_one: "On one device several customers logged in; it stays with the first of them.",
    what_other:
      "On {{count, number}} devices several customers logged in; each stays with the first of them.",
    effect: "What visitors did there before logging in may be counted for another person of the household.",
    todo: "Nothing, if the devices are shared. If it is a till or a test device, reset the visitor’s id there at each logout.",
  },
  "product-names": {
    what_one: "{{count, number}} product code goes by several names.",
    what_other: "{{count, number}} product codes go by several names ({{share, percent(digits: 1)}}).",
    effect: "One code counts as one product; the latest name is shown.",
    todo: "If different products share a code, give each its own.",
  },
  "unnamed-products": {
    what_one: "{{count, number}} product has no name.",
    what_other: "{{count, number}} products have no name ({{share, percent(digits: 1)}}).",
    effect: "Predictions are not touched; lists show the bare code.",
    todo: "Import a list of products with names: kindred import FILE --as products.",
  },
  "uncategorised-products": {
    what_one: "{{count, number}} product has no category.",
    what_other: "{{count, number}} products have no category ({{share, percent}}).",
    effect: "What depends on categories sees only a part of the purchases.",
    todo: "Import a list of products with categories: kindred import FILE --as products.",
  },
  "without-orders": {
    what_one: "{{count, number}} customer has no order.",
    what_other: "{{count, number}} customers have no order ({{share, percent(digits: 1)}}).",
    effect: "They are in no group and get no prediction yet.",
    todo: "Nothing to mend if they are prospects or only ever cancelled; otherwise see whether their orders are missing.",
  },
  "payments-without-order": {
    what_one: "{{count, number}} payment names an order that is not here, such as {{example}}.",
    what_other:
      "{{count, number}} of {{named, number}} payments name an order that is not here ({{share, percent}}), such as {{example}}.",
    effect: "What was paid or left unpaid cannot be set beside what was bought.",
    todo: "Import the missing orders, and see that both files write order numbers the same way.",
  },
  "unlisted-buyers": {
    what_one: "{{count, number}} buyer is not in your list of customers: {{example}}.",
    what_other:
      "{{count, number}} of {{buyers, number}} buyers ({{share, percent}}) are not in your list of customers, such as {{example}}.",
    effect: "Of them only the purchases are known, so their predictions are less sure.",
    todo: "Export the list of customers whole, and see that orders and list use the same customer numbers.",
  },
  "shared-identities": {
    what_one:
      "One e-mail address or phone number belongs to {{customers, number}} customers, such as {{example}}.",
    what_other:
      "{{count, number}} e-mail addresses or phone numbers belong to several customers, {{customers, number}} in all, such as {{example}}.",
    effect: "One person under several numbers looks like several customers who each buy seldom.",
    todo: "Look at the proposals of the identity page and join those who are one person.",
  },
  "impossible-values": {
    payments_one: "{{count, number}} payment is of nothing or less: {{example}}.",
    payments_other:
      "{{count, number}} payments ({{share, percent(digits: 1)}}) are of nothing or less, such as {{example}}.",
    reviews_one: "{{count, number}} rating cannot be: {{example}}.",
    reviews_other:
      "{{count, number}} ratings ({{share, percent(digits: 1)}}) cannot be, such as {{example}}.",
    attributes_one: "{{count, number}} age cannot be: {{example}}.",
    attributes_other:
      "{{count, number}} ages ({{share, percent(digits: 1)}}) cannot be, such as {{example}}.",
    effect: "A few such values move averages and hide what the column really tells.",
    todo: "Correct them at the source or leave them empty, and import the file again.",
  },
  "import-volume": {
    fewer:
      "The last import of {{table}} ({{example}}) had {{count, number}} rows; usual are {{usual, number}}.",
    more: "The last import of {{table}} ({{example}}) had {{count, number}} rows; usual are {{usual, number}}.",
    effect: "Half an export looks like customers who went quiet; a doubled one like a boom.",
    todo: "See whether the export was whole and of the usual time. If it was, nothing needs mending.",
  },
  "import-gaps": {
    what: "In the last import ({{example}}) {{share, percent}} of the rows have no {{column}}; before it was {{usual, percent}}.",
    effect: "What depends on this column sees only a part of the newest rows.",
    todo: "See whether the column was renamed or left out of the export, and import the file again with --map.",
  },
  "import-new-values": {
    what: "The last import has values in {{column}} that were never there before: {{example}}, in {{share, percent(digits: 1)}} of its rows.",
    effect: "A new spelling of something known splits it in two; what is truly new has no history yet.",
    todo: "If it is another spelling, correct it at the source. If it is new, nothing needs mending.",
  },
  "after-outcome": {
    what: "“{{name}}” alone tells who has not ordered for {{days, number}} days ({{share, percent}} of pairs), most of all “{{example}}”: it looks written down afterwards.",
    effect: "A prediction that learns from it is right about the past and blind to the future.",
    todo: "Import it with the day on which it was known, or leave it out.",
  },
  ready: {
    noOrders: "There are no orders yet.",
    history:
      "The orders span {{historyDays, number}} days and {{neededDays, number}} are needed: a time to look back on, {{horizonDays, number}} days to learn from, and two later times of {{horizonDays, number}} days to test on.",
    enoughAt: "Enough on {{at, date}}, if orders go on coming in until then.",
    churn: {
      possible:
        "{{historyDays, number}} days of orders are enough to learn and to test twice on later data; in the smallest of these times {{away, number}} of {{customers, number}} active customers left and {{back, number}} stayed.",
      few: "Too few to tell leaving from staying: in the smallest of the times to learn from and to test on, {{away, number}} of {{customers, number}} active customers left and {{back, number}} stayed. At least {{enough, number}} of each are needed. A longer history with more customers helps.",
    },
    value: {
      possible:
        "{{historyDays, number}} days of orders are enough to learn and to test twice on later data; in the smallest of these times {{back, number}} of {{customers, number}} customers bought again.",
      few: "Too few bought again: {{back, number}} of {{customers, number}} customers in the smallest of the times to learn from and to test on. At least {{enough, number}} are needed. A longer history with more customers helps.",
    },
    later: {
      frequency:
        "This version does not predict it yet. It will need customers with orders on several days; there are {{count, number}}.",
      conversion:
        "Predicted where a column of your customers says how it went. From other records not yet: it will need contacts with the date they became known, before their first order or without one; there are {{count, number}}.",
      purchase:
        "Predicted where a column of your customers says how it went. From other records not yet: it will need visits to the shop’s pages, as events; there are {{count, number}}.",
      overdue:
        "Predicted where a column of your customers says how it went. From other records not yet: it will need payments with the day they were due and paid; there are {{count, number}}.",
      response:
        "Predicted where a column of your customers says how it went. From other records not yet: it will need messages sent, with what came of them; there are {{count, number}}.",
      column:
        "Predicted from a column of your customers that says how it went, and the columns beside it; there are {{count, number}} columns. Next: kindred goal add NAME --kind column --outcome column=value",
    },
  },
};
