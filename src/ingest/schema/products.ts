import { productField } from "./common.ts";
import { named, type TableSpec } from "./field.ts";

export const products: TableSpec = {
  table: "products",
  rest: "left",
  needs: [["product", "name"]],
  fields: [
    { ...productField, weakNames: named("id, code", "编号, 编码", "ид, код") },
    {
      name: "name",
      kind: "text",
      names: named(
        `name, product name, item name, title, description, product title, product description,
          commodity desc`,
        "名称, 商品名称, 商品名, 品名, 产品名称, 标题",
        "название, наименование, название товара, наименование товара, описание",
      ),
    },
    {
      name: "category",
      kind: "text",
      names: named(
        `category, product category, product type, type, department, group, genres, genre, product group`,
        "类别, 分类, 品类, 商品类别, 商品分类",
        "категория, категория товара, группа, товарная группа, раздел",
      ),
    },
    {
      name: "date",
      kind: "moment",
      names: named(
        "date, created at, known at, listed at, updated at, launch date",
        "上架时间, 上架日期, 创建时间, 更新时间, 日期",
        "дата, дата создания, дата добавления, дата обновления",
      ),
    },
  ],
};
