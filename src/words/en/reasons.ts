/** What a fact does to the prediction; the kind of goal is filled in. */
const raises = "$t(reasons.effect.{{kind}}.up)";
const lowers = "$t(reasons.effect.{{kind}}.down)";

/** A fact as a reason that pushes up, down, and where its value is not known; plural forms keep their endings. */
function reason(fact: string | Readonly<Record<string, string>>, unknown: string) {
  const forms = typeof fact === "string" ? { "": fact } : fact;
  const entries = Object.entries(forms).flatMap(([form, text]) => {
    const ending = form === "" ? "" : `_${form}`;
    return [
      [`up${ending}`, text + raises],
      [`down${ending}`, text + lowers],
    ] as const;
  });
  return { ...Object.fromEntries(entries), missingUp: unknown + raises, missingDown: unknown + lowers };
}

const days = [7, 30, 90, 180, 365];
const unknown = (feature: string) => `Not known: $t(features.${feature})`;
const noRhythm = "Ordered on one day only so far";

/** How often something was done on a day, or how many of it there are. */
function counted(zero: string | null, one: string, other: string) {
  return zero === null ? { one, other } : { zero, one, other };
}

/** Reasons: a fact about the customer and which way it pushes the prediction. */
export const reasons = {
  effect: {
    churn: { up: ", which raises the risk of leaving", down: ", which lowers the risk of leaving" },
    value: { up: ", which raises the expected spending", down: ", which lowers the expected spending" },
    conversion: {
      up: ", which raises the chance of becoming a customer",
      down: ", which lowers the chance of becoming a customer",
    },
    purchase: {
      up: ", which raises the chance of a purchase",
      down: ", which lowers the chance of a purchase",
    },
    overdue: { up: ", which raises the risk of paying late", down: ", which lowers the risk of paying late" },
    response: {
      up: ", which raises the chance of an answer",
      down: ", which lowers the chance of an answer",
    },
    column: { up: ", which raises the chance", down: ", which lowers the chance" },
  },
  attribute: reason("{{column}}: {{value}}", "{{column}} is not known"),
  attributeNumber: reason(
    "{{column}}: {{value, number(maximumFractionDigits: 2)}}",
    "{{column}} is not known",
  ),
  daysSinceLastOrder: reason(
    counted(
      "The last order is less than a day ago",
      "The last order is {{count, number}} day ago",
      "The last order is {{count, number}} days ago",
    ),
    unknown("daysSinceLastOrder"),
  ),
  daysSinceFirstOrder: reason(
    counted(
      "A customer for less than a day",
      "A customer for {{count, number}} day",
      "A customer for {{count, number}} days",
    ),
    unknown("daysSinceFirstOrder"),
  ),
  orderDays: reason(
    counted(
      null,
      "Ordered on {{count, number}} day so far",
      "Ordered on {{count, number}} different days so far",
    ),
    unknown("orderDays"),
  ),
  ...Object.fromEntries(
    days.flatMap((n) => [
      [
        `orderDays${n}d`,
        reason(
          counted(
            `No order in the last ${n} days`,
            `Ordered on {{count, number}} day of the last ${n}`,
            `Ordered on {{count, number}} days of the last ${n}`,
          ),
          unknown(`orderDays${n}d`),
        ),
      ],
      [`revenue${n}d`, reason(`Spent {{value, money}} in the last ${n} days`, unknown(`revenue${n}d`))],
    ]),
  ),
  revenue: reason("Spent {{value, money}} so far", unknown("revenue")),
  averageBasket: reason("Spends {{value, money}} an order on average", unknown("averageBasket")),
  lastBasket: reason("The last order came to {{value, money}}", unknown("lastBasket")),
  largestBasket: reason("The largest order came to {{value, money}}", unknown("largestBasket")),
  units90d: reason(
    counted(
      "Bought nothing in the last 90 days",
      "Bought {{count, number}} piece in the last 90 days",
      "Bought {{count, number}} pieces in the last 90 days",
    ),
    unknown("units90d"),
  ),
  products: reason(
    counted(
      null,
      "Has bought {{count, number}} product so far",
      "Has bought {{count, number}} different products so far",
    ),
    unknown("products"),
  ),
  products90d: reason(
    counted(
      "Bought no product in the last 90 days",
      "Bought {{count, number}} product in the last 90 days",
      "Bought {{count, number}} different products in the last 90 days",
    ),
    unknown("products90d"),
  ),
  linesPerOrder: reason(
    "Takes {{value, number(maximumFractionDigits: 1)}} lines an order",
    unknown("linesPerOrder"),
  ),
  repeatProductShare: reason(
    "{{value, percent}} of the lines repeat a product bought before",
    unknown("repeatProductShare"),
  ),
  meanGapDays: reason(
    counted(null, "Usually orders every day", "Usually {{count, number}} days pass between orders"),
    noRhythm,
  ),
  gapDeviationDays: reason(
    counted(
      "Orders at very even intervals",
      "The time between orders varies by {{count, number}} day",
      "The time between orders varies by {{count, number}} days",
    ),
    "Too few orders yet to see how regular they are",
  ),
  lastGapDays: reason(
    counted(
      null,
      "The last two orders were {{count, number}} day apart",
      "The last two orders were {{count, number}} days apart",
    ),
    noRhythm,
  ),
  longestGapDays: reason(
    counted(
      null,
      "Never stayed away for more than {{count, number}} day",
      "Has stayed away for {{count, number}} days before and come back",
    ),
    noRhythm,
  ),
  lateness: reason("Away for {{value, number(maximumFractionDigits: 1)}} times the usual break", noRhythm),
  quietShare: reason("Quiet for {{value, percent}} of the time since the first order", unknown("quietShare")),
  ordersPerDay: reason(
    "Orders on {{value, percent(digits: 1)}} of days since the first order",
    unknown("ordersPerDay"),
  ),
  orderDaysTrend90d: reason(
    "Order days a month changed by {{value, number(signDisplay: exceptZero; maximumFractionDigits: 1)}} over the last 90 days",
    unknown("orderDaysTrend90d"),
  ),
  recentRevenueShare: reason(
    "{{value, percent}} of all spending was in the last 90 days",
    unknown("recentRevenueShare"),
  ),
  cancellations: reason(
    counted(
      "Never cancelled anything",
      "Cancelled {{count, number}} line so far",
      "Cancelled {{count, number}} lines so far",
    ),
    unknown("cancellations"),
  ),
  cancelledShare: reason("{{value, percent}} of the value was cancelled", unknown("cancelledShare")),
  weekendShare: reason("{{value, percent}} of orders came at the weekend", unknown("weekendShare")),
};
