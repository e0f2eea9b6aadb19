import { currencyField, customerField, dateFieldNamed, productField } from "./common.ts";
import { named, type TableSpec } from "./field.ts";

/** One row an order, or one row an order line; without an order number each row is an order. */
export const orders: TableSpec = {
  table: "orders",
  rest: "left",
  needs: [["date"], ["customer"]],
  entry: "lineitem",
  lists: named(
    "line items, items, lines, order items, order lines, products, positions, details, basket, cart",
    "商品, 商品明细, 明细, 订单明细, 商品列表",
    "товары, позиции, строки, состав заказа",
  ),
  fields: [
    {
      name: "order",
      kind: "id",
      loose: true,
      names: named(
        `order id, order, order no, order number, order code, invoice, invoice no, invoice id, invoice
          number, transaction id, transaction, transaction no, basket id, receipt, receipt id, receipt
          no, receipt number, ticket, ticket no, bill no, bill number, purchase id, sales order, check
          no, document no`,
        "订单, 订单号, 订单编号, 订单id, 发票号, 发票编号, 单号, 单据号, 小票号, 交易号, 交易编号, 流水号",
        `заказ, номер заказа, id заказа, код заказа, чек, номер чека, счет, номер счета, накладная,
          номер накладной, номер документа, ид заказа, накладная номер, заказ номер`,
      ),
      weakNames: named("id, no, number", "编号", "ид, номер"),
    },
    customerField,
    dateFieldNamed(
      named(
        `order date, invoice date, transaction date, purchase date, sale date, sales date, order time,
        ordered at, purchased at, order datetime, order purchase timestamp, transaction timestamp,
        created, paid at`,
        "下单时间, 下单日期, 订单日期, 订单时间, 购买日期, 购买时间, 交易日期, 交易时间, 成交时间, 付款时间, 开票日期, 销售日期, 订单创建时间",
        `дата заказа, дата покупки, дата продажи, дата чека, дата счета, дата документа, дата операции,
        дата накладной`,
      ),
    ),
    { ...productField, names: [...productField.names, ...named("stock code, stockcode")] },
    {
      name: "description",
      kind: "text",
      names: named(
        `description, product name, item name, item description, product description, product title,
          title, lineitem name, goods`,
        "商品名称, 商品名, 品名, 产品名称, 商品标题, 宝贝标题, 商品描述, 描述",
        "название, название товара, наименование, наименование товара, описание, имя товара",
      ),
      weakNames: named("name", "名称"),
    },
    {
      name: "category",
      kind: "text",
      names: named(
        "category, product category, product type, department, group, product group, subcategory",
        "类别, 分类, 品类, 商品类别, 商品分类, 产品类别",
        "категория, категория товара, группа товаров, товарная группа, раздел",
      ),
    },
    {
      name: "quantity",
      kind: "quantity",
      loose: true,
      names: named(
        `quantity, qty, units, pieces, pcs, count, items, number of items, lineitem quantity, number of
          cds, cds`,
        "数量, 件数, 购买数量, 销量, 商品数量",
        "количество, кол-во, кол во, шт, штук, количество товара",
      ),
    },
    {
      name: "price",
      kind: "money",
      loose: true,
      names: named(
        "unit price, price, price per unit, item price, price each, lineitem price, selling price",
        "单价, 价格, 售价, 商品单价, 商品价格",
        "цена, цена за единицу, цена товара, цена за шт, стоимость единицы",
      ),
    },
    {
      name: "amount",
      kind: "money",
      loose: true,
      names: named(
        `amount, total, total amount, order total, line total, order amount, sales, sales amount, sales
          value, revenue, value, order value, total price, total value, spend, payment, paid, sum,
          turnover, net amount, gross amount, grand total, total cost, subtotal, dollar value, monetary`,
        "实付金额, 实付款, 买家实际支付金额, 金额, 总额, 总金额, 总价, 订单金额, 销售额, 支付金额, 付款金额, 成交金额, 应付金额, 消费金额, 小计, 合计",
        `сумма, сумма заказа, итого, стоимость, сумма покупки, выручка, всего, сумма чека, сумма строки,
          сумма продажи, оплачено`,
      ),
    },
    { ...currencyField },
    {
      name: "country",
      kind: "text",
      names: named(
        "country, shipping country, billing country, ship country, country code, country name",
        "国家, 国家地区, 收货国家",
        "страна, страна доставки",
      ),
    },
    {
      name: "channel",
      kind: "text",
      names: named(
        "channel, sales channel, source, store type, platform",
        "渠道, 销售渠道, 来源, 平台",
        "канал, канал продаж, источник, площадка",
      ),
    },
    {
      name: "status",
      kind: "word",
      names: named(
        `status, order status, financial status, state, fulfillment status, transaction type, order type`,
        "状态, 订单状态, 交易状态, 退款状态, 售后状态",
        "статус, статус заказа, состояние, тип операции, вид операции",
      ),
      words: {
        cancelled: named(
          `cancelled, canceled, cancel, cancellation, refunded, refund, returned, return, void, voided,
            failed, rejected, declined, chargeback, reversed, annulled, wc-cancelled, wc-refunded,
            wc-failed, order cancelled, order canceled`,
          "已取消, 取消, 取消订单, 已退款, 退款, 退款成功, 退货, 已退货, 已关闭, 交易关闭, 关闭, 作废, 退单, 退货退款, 支付失败",
          `отменен, отменён, отмена, отменено, отменена, отмененный, возврат, возвращен, возвращён,
            возвращено, возвращена, отказ, аннулирован, аннулировано, аннулирована, отклонен, отклонён,
            возврат товара, возврат денег, отменен клиентом, отменён клиентом, отменен покупателем, отменен
            продавцом`,
        ),
      },
    },
    {
      name: "cancelledAt",
      kind: "moment",
      names: named(
        `cancelled at, canceled at, cancellation date, cancel date, refunded at, refund date, returned
          at, return date, date cancelled, date returned`,
        "取消时间, 取消日期, 退款时间, 退款日期, 退货时间, 退货日期",
        "дата отмены, дата возврата, время отмены",
      ),
    },
  ],
};
