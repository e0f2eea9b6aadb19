import { customerField } from "./common.ts";
import { named, type TableSpec } from "./field.ts";

const email = {
  name: "email",
  kind: "id",
  names: named(
    "email, e-mail, email address, mail, customer email",
    "邮箱, 电子邮箱, 邮件",
    "почта, эл почта, электронная почта, емейл, имейл",
  ),
} as const;

const phone = {
  name: "phone",
  kind: "id",
  names: named(
    "phone, phone number, mobile, mobile phone, cell phone, telephone, tel",
    "手机, 手机号, 手机号码, 电话, 联系电话",
    "телефон, номер телефона, мобильный телефон, мобильный",
  ),
} as const;

/** Any flat table: one row a customer, the other columns are attributes. */
export const customers: TableSpec = {
  table: "customers",
  rest: "attributes",
  needs: [],
  fields: [
    {
      ...customerField,
      required: true,
      loose: false,
      names: [
        ...customerField.names,
        ...named("prospect id, lead id, loan id, applicant id, patient id, employee id"),
      ],
      weakNames: named("id, key, lead number, code", "编号", "ид, номер, код"),
    },
    { ...email },
    { ...phone },
    {
      name: "registered",
      kind: "moment",
      names: named(
        `registered, registered at, registration date, signup date, sign up date, signed up at, joined,
          join date, joined at, customer since, member since, created at, date joined, first seen`,
        "注册时间, 注册日期, 入会日期, 入会时间, 开户日期, 创建时间",
        "дата регистрации, зарегистрирован, клиент с, дата создания",
      ),
    },
    {
      name: "date",
      kind: "moment",
      names: named(
        `known at, as of, as of date, snapshot date, updated at, last updated, modified at, valid from,
          update date`,
        "更新时间, 更新日期, 快照日期, 截至日期",
        "дата обновления, дата изменения, обновлено, дата среза, на дату",
      ),
    },
  ],
};

/** Other names of a customer: e-mail, phone, device, card. */
export const identities: TableSpec = {
  table: "identities",
  rest: "left",
  needs: [["customer"], ["value", "email", "phone"]],
  fields: [
    { ...customerField, required: true, weakNames: named("id", "编号", "ид") },
    {
      name: "kind",
      kind: "text",
      names: named(
        "kind, type, identity type, identifier type, id type",
        "类型, 标识类型",
        "тип, вид, тип идентификатора",
      ),
    },
    {
      name: "value",
      kind: "id",
      names: named(
        "value, identity, identifier, alias, external id",
        "值, 标识, 别名, 标识值",
        "значение, идентификатор, псевдоним",
      ),
    },
    { ...email },
    { ...phone },
    {
      name: "date",
      kind: "moment",
      names: named(
        "date, known at, created at, linked at, timestamp",
        "日期, 时间, 创建时间, 关联时间",
        "дата, время, дата создания, дата связи",
      ),
    },
  ],
};
