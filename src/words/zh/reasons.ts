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
const unknown = (feature: string) => `未知：$t(features.${feature})`;
const noRhythm = "目前只在一天下过单";

/** 中文没有复数；零次另说。 */
function counted(zero: string | null, other: string) {
  return zero === null ? { other } : { zero, other };
}

/** 原因：关于客户的一个事实，以及它把预测推向哪边。 */
export const reasons = {
  effect: {
    churn: { up: "，流失风险因此升高", down: "，流失风险因此降低" },
    value: { up: "，预期消费因此升高", down: "，预期消费因此降低" },
    conversion: { up: "，成为客户的可能性更高", down: "，成为客户的可能性更低" },
    purchase: { up: "，购买的可能性更高", down: "，购买的可能性更低" },
    overdue: { up: "，逾期付款的风险更高", down: "，逾期付款的风险更低" },
    response: { up: "，回应的可能性更高", down: "，回应的可能性更低" },
    column: { up: "，可能性更高", down: "，可能性更低" },
  },
  attribute: reason("{{column}}：{{value}}", "{{column}} 未知"),
  attributeNumber: reason("{{column}}：{{value, number(maximumFractionDigits: 2)}}", "{{column}} 未知"),
  daysSinceLastOrder: reason(
    counted("距上次下单不到一天", "上次下单在 {{count, number}} 天前"),
    unknown("daysSinceLastOrder"),
  ),
  daysSinceFirstOrder: reason(
    counted("成为客户不到一天", "成为客户已 {{count, number}} 天"),
    unknown("daysSinceFirstOrder"),
  ),
  orderDays: reason(counted(null, "至今在 {{count, number}} 天下过单"), unknown("orderDays")),
  ...Object.fromEntries(
    days.flatMap((n) => [
      [
        `orderDays${n}d`,
        reason(
          counted(`近 ${n} 天没有下单`, `近 ${n} 天里有 {{count, number}} 天下过单`),
          unknown(`orderDays${n}d`),
        ),
      ],
      [`revenue${n}d`, reason(`近 ${n} 天消费 {{value, money}}`, unknown(`revenue${n}d`))],
    ]),
  ),
  revenue: reason("至今共消费 {{value, money}}", unknown("revenue")),
  averageBasket: reason("平均每单 {{value, money}}", unknown("averageBasket")),
  lastBasket: reason("最近一单 {{value, money}}", unknown("lastBasket")),
  largestBasket: reason("最大一单 {{value, money}}", unknown("largestBasket")),
  units90d: reason(
    counted("近 90 天没有购买商品", "近 90 天购买了 {{count, number}} 件商品"),
    unknown("units90d"),
  ),
  products: reason(counted(null, "至今买过 {{count, number}} 种商品"), unknown("products")),
  products90d: reason(
    counted("近 90 天没有买过商品", "近 90 天买过 {{count, number}} 种商品"),
    unknown("products90d"),
  ),
  linesPerOrder: reason(
    "平均每单 {{value, number(maximumFractionDigits: 1)}} 个商品行",
    unknown("linesPerOrder"),
  ),
  repeatProductShare: reason("{{value, percent}} 的商品行是以前买过的", unknown("repeatProductShare")),
  meanGapDays: reason(counted(null, "通常每隔 {{count, number}} 天下一次单"), noRhythm),
  gapDeviationDays: reason(
    counted("下单间隔非常均匀", "下单间隔上下相差约 {{count, number}} 天"),
    "订单还太少，看不出是否规律",
  ),
  lastGapDays: reason(counted(null, "最近两次下单相隔 {{count, number}} 天"), noRhythm),
  longestGapDays: reason(counted(null, "曾经离开 {{count, number}} 天后又回来"), noRhythm),
  lateness: reason("未下单的时间是平时间隔的 {{value, number(maximumFractionDigits: 1)}} 倍", noRhythm),
  quietShare: reason("自首次下单以来有 {{value, percent}} 的时间处于沉默", unknown("quietShare")),
  ordersPerDay: reason(
    "自首次下单以来在 {{value, percent(digits: 1)}} 的日子里下过单",
    unknown("ordersPerDay"),
  ),
  orderDaysTrend90d: reason(
    "近 90 天里每月下单天数变化 {{value, number(signDisplay: exceptZero; maximumFractionDigits: 1)}}",
    unknown("orderDaysTrend90d"),
  ),
  recentRevenueShare: reason("全部消费的 {{value, percent}} 发生在近 90 天", unknown("recentRevenueShare")),
  cancellations: reason(
    counted("从未取消过商品", "至今取消过 {{count, number}} 个商品行"),
    unknown("cancellations"),
  ),
  cancelledShare: reason("取消金额占 {{value, percent}}", unknown("cancelledShare")),
  weekendShare: reason("{{value, percent}} 的订单在周末", unknown("weekendShare")),
};
