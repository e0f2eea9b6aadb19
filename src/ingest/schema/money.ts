import { currencyField, customerField, dateFieldNamed, keyField } from "./common.ts";
import { named, type TableSpec } from "./field.ts";

/** What is owed and when it was paid. */
export const payments: TableSpec = {
  table: "payments",
  rest: "left",
  needs: [["customer"], ["amount"], ["due", "paid", "date"]],
  fields: [
    keyField(
      "key",
      named(
        "payment id, payment no, invoice id, instalment id",
        "付款编号, 支付编号, 账单编号, 支付单号",
        "номер платежа, id платежа, номер счета",
      ),
    ),
    customerField,
    {
      name: "order",
      kind: "id",
      names: named(
        "order id, order, order no, order number",
        "订单, 订单号, 订单编号",
        "заказ, номер заказа, id заказа",
      ),
    },
    {
      name: "due",
      kind: "moment",
      names: named(
        "due, due at, due date, payment due",
        "应付日期, 到期日, 到期日期, 到期时间, 还款日, 应还日期",
        "срок, срок оплаты, дата платежа по графику, плановая дата, оплатить до",
      ),
    },
    {
      name: "paid",
      kind: "moment",
      names: named(
        "paid, paid at, paid date, payment date, paid on",
        "付款日期, 付款时间, 支付时间, 支付日期, 实还日期, 还款日期",
        "дата оплаты, оплачено, дата платежа, фактическая дата",
      ),
    },
    {
      name: "amount",
      kind: "money",
      required: true,
      loose: true,
      names: named(
        "amount, payment amount, sum, total, value",
        "金额, 付款金额, 支付金额, 应还金额",
        "сумма, сумма платежа, сумма оплаты, размер платежа",
      ),
    },
    currencyField,
    {
      name: "status",
      kind: "word",
      names: named(
        "status, payment status, state",
        "状态, 支付状态, 付款状态",
        "статус, статус платежа, состояние",
      ),
      words: {
        paid: named(
          "paid, settled, completed, success, succeeded",
          "已支付, 已付款, 已还, 已还款, 支付成功",
          "оплачен, оплачено, погашен, погашено",
        ),
        overdue: named(
          "overdue, late, past due, delinquent",
          "逾期, 已逾期",
          "просрочен, просрочено, просрочка",
        ),
        due: named(
          "due, pending, open, unpaid, processing, uncaptured, requires capture",
          "待支付, 待付款, 未付款, 未还",
          "ожидает, ожидается, не оплачен, не оплачено, к оплате",
        ),
        refunded: named("refunded, refund, chargeback", "已退款, 退款", "возврат, возвращен, возвращён"),
        failed: named(
          "failed, declined, cancelled, canceled, blocked, expired, requires payment method, requires action",
          "支付失败, 失败, 已取消",
          "отклонен, отклонён, ошибка, отменен, отменён",
        ),
      },
    },
    dateFieldNamed(
      named(
        "issued at, issue date, invoice date, billed at",
        "账单日期, 开票日期",
        "дата счета, дата выставления",
      ),
    ),
  ],
};

/** Loyalty points earned, spent and expired. */
export const loyalty: TableSpec = {
  table: "loyalty",
  rest: "left",
  needs: [["customer"], ["points"], ["date"]],
  fields: [
    keyField("key", named("entry id, transaction id", "流水号, 记录编号", "номер операции, id операции")),
    customerField,
    {
      name: "points",
      required: true,
      kind: "number",
      loose: true,
      names: named(
        "points, bonus, miles, amount",
        "积分, 积分变动, 点数",
        "баллы, бонусы, количество баллов, сумма баллов",
      ),
    },
    {
      name: "kind",
      kind: "word",
      names: named(
        "kind, type, operation, action, reason",
        "类型, 操作, 变动类型",
        "тип, вид, операция, тип операции",
      ),
      words: {
        earned: named(
          "earned, earn, accrued, accrual, credit, added, bonus",
          "获得, 增加, 获取, 积累",
          "начислено, начисление, начислены",
        ),
        spent: named(
          "spent, spend, redeemed, redeem, redemption, used, debit, burned",
          "消费, 使用, 兑换, 扣减",
          "списано, списание, потрачено, списаны",
        ),
        expired: named(
          "expired, expire, expiry",
          "过期, 已过期, 失效",
          "сгорели, сгорание, истекли, аннулировано",
        ),
      },
    },
    dateFieldNamed(
      named("transaction date, entry date", "变动时间, 变动日期", "дата операции, дата начисления"),
    ),
  ],
};
