/** One entry a window of a feature that exists for 7, 30, 90, 180 and 365 days. */
function windows(feature: string, say: (days: number) => string) {
  return Object.fromEntries([7, 30, 90, 180, 365].map((days) => [`${feature}${days}d`, say(days)]));
}

/** Names of features, as they stand in a list or after a colon, and under `about` what each of them is. */
export const features = {
  daysSinceLastOrder: "days since the last order",
  daysSinceFirstOrder: "days since the first order",
  orderDays: "days with an order",
  ...windows("orderDays", (days) => `days with an order in the last ${days} days`),
  revenue: "revenue so far",
  ...windows("revenue", (days) => `revenue of the last ${days} days`),
  averageBasket: "average basket",
  lastBasket: "last basket",
  largestBasket: "largest basket",
  units90d: "pieces bought in the last 90 days",
  products: "different products",
  products90d: "different products in the last 90 days",
  linesPerOrder: "lines per order",
  repeatProductShare: "share of products bought again",
  meanGapDays: "days between orders",
  gapDeviationDays: "irregularity of ordering, in days",
  lastGapDays: "days between the last two orders",
  longestGapDays: "longest break between orders, in days",
  lateness: "lateness by the customer’s own rhythm",
  quietShare: "share of the time since the last order",
  ordersPerDay: "orders per day as a customer",
  orderDaysTrend90d: "trend of ordering over 90 days",
  recentRevenueShare: "share of revenue from the last 90 days",
  cancellations: "cancelled lines",
  cancelledShare: "share of the value cancelled",
  weekendShare: "share of orders at the weekend",
  about: {
    daysSinceLastOrder: "Days from the customer’s last order until now, with hours as fractions.",
    daysSinceFirstOrder: "Days from the customer’s first order until now: for how long we have known them.",
    orderDays: "On how many days the customer has ordered; several orders on one day count once.",
    ...windows("orderDays", (days) => `On how many of the last ${days} days the customer ordered.`),
    revenue: "What the customer has spent on goods so far, cancelled goods taken off.",
    ...windows(
      "revenue",
      (days) => `What the customer spent on goods in the last ${days} days, cancelled goods taken off.`,
    ),
    averageBasket: "Revenue divided by the number of orders.",
    lastBasket: "Value of the most recent order.",
    largestBasket: "Value of the biggest order so far.",
    units90d: "Pieces of goods bought in the last 90 days, cancelled ones taken off.",
    products: "How many different products the customer has ever bought.",
    products90d: "How many different products the customer bought in the last 90 days.",
    linesPerOrder: "How many lines an order of this customer has on average.",
    repeatProductShare:
      "Of all the lines ordered, how many repeat a product the customer had already bought.",
    meanGapDays: "Days between one day with an order and the next, on average; needs two such days.",
    gapDeviationDays:
      "How far the days between orders stray from their average; needs three days with orders.",
    lastGapDays: "Days between the last day with an order and the one before.",
    longestGapDays: "The longest time the customer has ever stayed away and come back.",
    lateness:
      "Days since the last order divided by the customer’s usual days between orders: above 1 they are late.",
    quietShare: "Of the time since the first order, how much has passed since the last one.",
    ordersPerDay: "Days with an order divided by the days since the first order.",
    orderDaysTrend90d:
      "By how many days with an order each 30 days differ from the 30 before, over the last 90 days: above 0 the customer orders more and more often.",
    recentRevenueShare: "Of the revenue so far, how much came in the last 90 days.",
    cancellations: "How many order lines the customer has cancelled or sent back.",
    cancelledShare: "Of the value of everything ordered, how much was cancelled or sent back.",
    weekendShare: "Of all the orders, how many were placed on a Saturday or Sunday.",
  },
};
