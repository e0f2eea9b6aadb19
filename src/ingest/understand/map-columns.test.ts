import { describe, expect, test } from "vitest";
import { tableSpec } from "../schema/tables.ts";
import { mapColumns } from "./map-columns.ts";
import { profileColumns } from "./profile.ts";

/** field → column for a header and rows, as tab-separated lines. */
function mapped(
  table: string,
  lines: string,
  map: Record<string, string> = {},
  header = true,
): Record<string, string> {
  const [head, ...rows] = lines
    .trim()
    .split("\n")
    .map((l) => l.split("\t"));
  const names = header ? head! : head!.map((_, i) => `#${i + 1}`);
  const columns = profileColumns(names, header ? rows : [head!, ...rows]);
  const result = mapColumns(tableSpec(table), columns, {
    file: "f.csv",
    map,
    header,
    dateFormatGiven: false,
  });
  return Object.fromEntries(result.mapped.map((m) => [m.field, m.column]));
}

describe("orders as shops export them", () => {
  test("UCI Online Retail II", () => {
    expect(
      mapped(
        "orders",
        "Invoice\tStockCode\tDescription\tQuantity\tInvoiceDate\tPrice\tCustomer ID\tCountry\n489434\t85048\tBALL\t12\t2009-12-01 07:45:00\t6.95\t13085\tUK\n489434\t79323P\tLIGHTS\t12\t2009-12-01 07:45:00\t6.75\t13085\tUK",
      ),
    ).toEqual({
      order: "Invoice",
      customer: "Customer ID",
      date: "InvoiceDate",
      product: "StockCode",
      description: "Description",
      quantity: "Quantity",
      price: "Price",
      country: "Country",
    });
  });

  test("Superstore: of two dates the order's, of two names the key", () => {
    expect(
      mapped(
        "orders",
        "Row ID\tOrder ID\tOrder Date\tShip Date\tShip Mode\tCustomer ID\tCustomer Name\tSegment\tCountry\tPostal Code\tProduct ID\tCategory\tSub-Category\tProduct Name\tSales\tQuantity\tDiscount\tProfit\n1\tCA-1\t11/8/2016\t11/11/2016\tSecond Class\tCG-12520\tClaire\tConsumer\tUnited States\t42420\tFUR-1\tFurniture\tBookcases\tBush\t261.96\t2\t0\t41.91\n2\tCA-1\t11/8/2016\t11/11/2016\tSecond Class\tCG-12520\tClaire\tConsumer\tUnited States\t42420\tFUR-2\tFurniture\tChairs\tHon\t731.94\t3\t0\t219.58",
      ),
    ).toEqual({
      order: "Order ID",
      customer: "Customer ID",
      date: "Order Date",
      product: "Product ID",
      description: "Product Name",
      category: "Category",
      quantity: "Quantity",
      amount: "Sales",
      country: "Country",
    });
  });

  test("Shopify", () => {
    expect(
      mapped(
        "orders",
        "Name\tEmail\tFinancial Status\tPaid at\tCurrency\tSubtotal\tShipping\tTotal\tCreated at\tLineitem quantity\tLineitem name\tLineitem price\tLineitem sku\tCancelled at\tId\n#1001\ta@x.com\tpaid\t2024-01-05 10:00:00\tEUR\t10.00\t5.00\t15.00\t2024-01-05 09:59:00\t1\tTea\t10.00\tA1\t\t5001\n#1002\tb@x.com\tpaid\t2024-01-06 10:00:00\tEUR\t10.00\t5.00\t15.00\t2024-01-06 09:59:00\t1\tTea\t10.00\tA1\t\t5002",
      ),
    ).toMatchObject({
      customer: "Email",
      quantity: "Lineitem quantity",
      description: "Lineitem name",
      price: "Lineitem price",
      product: "Lineitem sku",
      currency: "Currency",
      status: "Financial Status",
      cancelledAt: "Cancelled at",
    });
  });

  test("Taobao", () => {
    expect(
      mapped(
        "orders",
        "订单编号\t买家会员名\t总金额\t买家实际支付金额\t订单状态\t订单创建时间\t宝贝标题\t宝贝总数量\n1\t张三\t20.00\t19.00\t交易成功\t2024-01-05 10:00:00\t绿茶\t2\n2\t李四\t30.00\t29.00\t交易关闭\t2024-01-06 10:00:00\t红茶\t1",
      ),
    ).toEqual({
      order: "订单编号",
      customer: "买家会员名",
      date: "订单创建时间",
      description: "宝贝标题",
      quantity: "宝贝总数量",
      amount: "买家实际支付金额",
      status: "订单状态",
    });
  });

  test("1C", () => {
    expect(
      mapped(
        "orders",
        "Дата\tНомер\tКонтрагент\tНоменклатура\tКоличество\tЦена\tСумма\n05.01.2024\tА-1\tООО Чай\tЧай\t2\t10,00\t20,00\n05.01.2024\tА-1\tООО Чай\tКофе\t1\t12,00\t12,00",
      ),
    ).toEqual({
      order: "Номер",
      customer: "Контрагент",
      date: "Дата",
      product: "Номенклатура",
      quantity: "Количество",
      price: "Цена",
      amount: "Сумма",
    });
  });

  test("a lone “id” is the customer where its dates differ, the order where it never repeats", () => {
    expect(
      mapped(
        "orders",
        "Id\tDate\tPrice\n1\t2005-01-02\t230.3\n1\t2005-09-06\t84.39\n2\t2005-01-02\t12.4\n2\t2005-02-02\t12.4",
      ),
    ).toEqual({ customer: "Id", date: "Date", price: "Price" });
    expect(
      mapped("orders", "id\tdate\tclient\ttotal\n1\t2024-01-02\tA\t2.3\n2\t2024-01-03\tA\t8.3"),
    ).toMatchObject({ order: "id", customer: "client" });
  });

  test("what the user says comes first, and the rest is found around it", () => {
    const lines =
      "order\tdate\tbilled\tcustomer\tpayer\tamount\n1\t2024-01-02\t2024-02-02\tA\tB\t2.3\n2\t2024-01-03\t2024-02-02\tA\tB\t8.3";
    expect(mapped("orders", lines, { customer: "payer", date: "Billed" })).toEqual({
      order: "order",
      customer: "payer",
      date: "billed",
      amount: "amount",
    });
    expect(mapped("orders", lines, { customer: "#5" }).customer).toBe("payer");
  });

  test("content decides where names say nothing", () => {
    expect(mapped("orders", "a\tb\tc\nx@y.com\t2024-01-02\t12.50\nz@y.com\t2024-01-03\t3.10")).toEqual({
      customer: "a",
      date: "b",
      amount: "c",
    });
  });
});

describe("flat tables of customers", () => {
  test("only a key that tells customers apart is one; e-mail and phone by what they hold", () => {
    expect(
      mapped(
        "customers",
        "customerID\tgender\tPhone\tPhoneService\n7590\tFemale\tYes\tNo\n5575\tMale\tNo\tYes",
      ),
    ).toEqual({ customer: "customerID" });
    expect(
      mapped(
        "customers",
        "会员编号\t手机号\t注册时间\t城市\n1\t13800138000\t2024-01-02\t上海\n2\t13900139000\t2024-01-03\t北京",
      ),
    ).toEqual({ customer: "会员编号", phone: "手机号", registered: "注册时间" });
    const repeated = Array.from({ length: 30 }, (_, i) => `${i % 2}\t${i}`).join("\n");
    expect(mapped("customers", `member\tincome\n${repeated}`)).toEqual({});
  });
});
