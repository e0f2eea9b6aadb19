import { type Field, named } from "./field.ts";

/** Who: the same columns in every table of facts. */
export const customerField: Field = {
  name: "customer",
  kind: "id",
  loose: true,
  names: named(
    `customer id, customer, customer no, customer number, customer code, cust id, cust no, client
      id, client, client no, user id, user, buyer id, buyer, member id, member number, member no,
      member, account id, account no, contact id, visitor id, household id, household key, shopper
      id, person id, subscriber id, reviewer id, anonymous id, distinct id, card no, loyalty card,
      customer key`,
    `客户, 客户编号, 客户号, 客户id, 客户代码, 顾客, 顾客编号, 顾客id, 会员, 会员号, 会员编号, 会员id, 会员卡号, 用户, 用户id, 用户编号, 用户名, 买家,
      买家id, 买家会员名, 买家昵称, 购买人`,
    `клиент, клиент id, id клиента, код клиента, номер клиента, покупатель, id покупателя, код
      покупателя, номер покупателя, пользователь, id пользователя, номер карты, контрагент, ид
      клиента`,
  ),
  weakNames: named(
    "id, email, e-mail, customer email, mail, phone, customer name, client name",
    "编号, 邮箱, 手机号, 手机, 电话, 姓名, 客户名称, 客户姓名",
    "почта, эл почта, электронная почта, телефон, ид, фио, имя клиента",
  ),
};

export const productField: Field = {
  name: "product",
  kind: "id",
  loose: true,
  names: named(
    `product id, product, product code, product no, product number, sku, lineitem sku, stock code,
      item id, item, item no, item code, item number, article, article id, article no, upc, ean,
      asin, barcode, material, movie id, book id`,
    "商品, 商品编号, 商品id, 商品编码, 商品代码, 货号, 产品, 产品编号, 产品id, 产品编码, 物料编码, 条码",
    `товар, код товара, id товара, артикул, номенклатура, код номенклатуры, штрихкод, ид товара,
      номер товара`,
  ),
};

const dateField: Field = {
  name: "date",
  kind: "moment",
  required: true,
  loose: true,
  names: named(
    "date, datetime, timestamp, time, day, occurred at, created at, event time, event date",
    "日期, 时间, 日期时间",
    "дата, время, дата и время, день",
  ),
};

export const currencyField: Field = {
  name: "currency",
  kind: "currency",
  names: named("currency, currency code, iso currency", "币种, 货币, 币别, 货币代码", "валюта, код валюты"),
};

/** A key of the row itself, such as a message or payment number. */
export function keyField(
  name: string,
  names: readonly string[],
  weakNames: readonly string[] = ["id", "编号", "ид"],
): Field {
  return { name, kind: "id", names, weakNames };
}

/** The table's date with the names it goes by there, before the general ones. */
export function dateFieldNamed(names: readonly string[]): Field {
  return { ...dateField, names: [...names, ...dateField.names] };
}
