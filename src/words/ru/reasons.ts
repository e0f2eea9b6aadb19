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
const unknown = (feature: string) => `Неизвестно: $t(features.${feature})`;
const noRhythm = "Пока заказы были только в один день";

/** Число с днями, штуками и так далее в верном падеже; ноль отдельно. */
function counted(
  zero: string | null,
  before: string,
  [one, few, many]: [string, string, string],
  after = "",
) {
  const say = (word: string) => `${before}{{count, number}} ${word}${after}`;
  const forms = { one: say(one), few: say(few), many: say(many), other: say(few) };
  return zero === null ? forms : { zero, ...forms };
}

const day: [string, string, string] = ["день", "дня", "дней"];
const piece: [string, string, string] = ["штука", "штуки", "штук"];
const product: [string, string, string] = ["разный товар", "разных товара", "разных товаров"];
const line: [string, string, string] = ["позиция", "позиции", "позиций"];

/** Причины: факт о клиенте и то, куда он сдвигает прогноз. */
export const reasons = {
  effect: {
    churn: { up: " — это повышает риск ухода", down: " — это снижает риск ухода" },
    value: { up: " — это повышает ожидаемые траты", down: " — это снижает ожидаемые траты" },
    conversion: { up: " — это повышает шанс стать клиентом", down: " — это снижает шанс стать клиентом" },
    purchase: { up: " — это повышает шанс покупки", down: " — это снижает шанс покупки" },
    overdue: { up: " — это повышает риск просрочки", down: " — это снижает риск просрочки" },
    response: { up: " — это повышает шанс отклика", down: " — это снижает шанс отклика" },
    column: { up: " — это повышает вероятность", down: " — это снижает вероятность" },
  },
  attribute: reason("{{column}}: {{value}}", "{{column}}: неизвестно"),
  attributeNumber: reason(
    "{{column}}: {{value, number(maximumFractionDigits: 2)}}",
    "{{column}}: неизвестно",
  ),
  daysSinceLastOrder: reason(
    counted("Последний заказ был меньше дня назад", "Последний заказ был ", day, " назад"),
    unknown("daysSinceLastOrder"),
  ),
  daysSinceFirstOrder: reason(
    counted("Стал клиентом меньше дня назад", "Клиент уже ", day),
    unknown("daysSinceFirstOrder"),
  ),
  orderDays: reason("Дней с заказами за всё время: {{count, number}}", unknown("orderDays")),
  ...Object.fromEntries(
    days.flatMap((n) => [
      [
        `orderDays${n}d`,
        reason(
          counted(`За последние ${n} дней заказов не было`, `За последние ${n} дней: `, day, " с заказами"),
          unknown(`orderDays${n}d`),
        ),
      ],
      [`revenue${n}d`, reason(`Траты за последние ${n} дней: {{value, money}}`, unknown(`revenue${n}d`))],
    ]),
  ),
  revenue: reason("Траты за всё время: {{value, money}}", unknown("revenue")),
  averageBasket: reason("Средний чек {{value, money}}", unknown("averageBasket")),
  lastBasket: reason("Последний чек {{value, money}}", unknown("lastBasket")),
  largestBasket: reason("Самый большой чек {{value, money}}", unknown("largestBasket")),
  units90d: reason(
    counted("За последние 90 дней ничего не куплено", "Куплено за последние 90 дней: ", piece),
    unknown("units90d"),
  ),
  products: reason(counted(null, "Куплено за всё время: ", product), unknown("products")),
  products90d: reason(
    counted("За последние 90 дней товары не куплены", "Куплено за последние 90 дней: ", product),
    unknown("products90d"),
  ),
  linesPerOrder: reason(
    "Позиций в заказе в среднем: {{value, number(maximumFractionDigits: 1)}}",
    unknown("linesPerOrder"),
  ),
  repeatProductShare: reason(
    "Уже купленные раньше товары составляют {{value, percent}} позиций",
    unknown("repeatProductShare"),
  ),
  meanGapDays: reason(counted(null, "Обычный перерыв между заказами: ", day), noRhythm),
  gapDeviationDays: reason(
    counted("Заказы приходят очень равномерно", "Разброс перерывов между заказами: ", day),
    "Заказов пока слишком мало, чтобы судить об их равномерности",
  ),
  lastGapDays: reason(counted(null, "Между двумя последними заказами: ", day), noRhythm),
  longestGapDays: reason(counted(null, "Самый долгий перерыв, после которого вернулся: ", day), noRhythm),
  lateness: reason(
    "Нынешний перерыв относительно обычного: ×{{value, number(maximumFractionDigits: 1)}}",
    noRhythm,
  ),
  quietShare: reason("Без заказов прошло {{value, percent}} времени знакомства", unknown("quietShare")),
  ordersPerDay: reason(
    "Дни с заказами составляют {{value, percent(digits: 1)}} времени знакомства",
    unknown("ordersPerDay"),
  ),
  orderDaysTrend90d: reason(
    "Дней с заказами в месяц за последние 90 дней: изменение на {{value, number(signDisplay: exceptZero; maximumFractionDigits: 1)}}",
    unknown("orderDaysTrend90d"),
  ),
  recentRevenueShare: reason(
    "За последние 90 дней потрачено {{value, percent}} всей суммы",
    unknown("recentRevenueShare"),
  ),
  cancellations: reason(counted("Отмен не было", "Отменено за всё время: ", line), unknown("cancellations")),
  cancelledShare: reason("Отменено {{value, percent}} суммы", unknown("cancelledShare")),
  weekendShare: reason("На выходные приходится {{value, percent}} заказов", unknown("weekendShare")),
};
