import { customerField, dateFieldNamed, keyField, productField } from "./common.ts";
import { named, type TableSpec } from "./field.ts";

/** What customers did on a site or in an app, in the terms of the Segment spec; other columns are properties. */
export const events: TableSpec = {
  table: "events",
  rest: "properties",
  needs: [["date"], ["name", "type"]],
  fields: [
    keyField("key", named("message id, event id", "消息id, 事件id, 事件编号", "id события, номер события")),
    { ...customerField, weakNames: named("email", "邮箱", "почта") },
    {
      name: "name",
      kind: "text",
      names: named(
        "event, event name, name, action, activity",
        "事件, 事件名称, 事件名, 行为, 动作",
        "событие, название события, имя события, действие",
      ),
    },
    {
      name: "type",
      kind: "text",
      names: named("type, event type, call", "类型, 事件类型", "тип, тип события"),
    },
    dateFieldNamed(
      named(
        "original timestamp, sent at, received at",
        "事件时间, 发生时间, 访问时间",
        "время события, дата события",
      ),
    ),
  ],
};

/** Campaign messages and what customers did with them. */
export const messages: TableSpec = {
  table: "messages",
  rest: "left",
  entriesOnly: true,
  lists: named("activity, activities, events, interactions", "互动, 活动记录", "действия, события"),
  needs: [["date"], ["customer"]],
  fields: [
    keyField(
      "key",
      named("message id, send id, delivery id", "消息id, 消息编号", "id сообщения, номер сообщения"),
    ),
    customerField,
    {
      name: "campaign",
      kind: "text",
      loose: true,
      names: named(
        "campaign, campaign id, campaign name, mailing",
        "活动, 活动名称, 活动编号, 营销活动, 推广计划",
        "кампания, название кампании, рассылка, акция",
      ),
    },
    {
      name: "channel",
      kind: "text",
      names: named("channel, medium", "渠道, 渠道类型", "канал, канал связи"),
    },
    {
      name: "creative",
      kind: "text",
      names: named(
        "creative, content, variant, subject, template",
        "创意, 素材, 内容, 主题, 模板",
        "креатив, контент, тема, шаблон, вариант",
      ),
    },
    {
      name: "action",
      kind: "word",
      names: named(
        "action, event, status, interaction, activity, result, type",
        "动作, 行为, 状态, 互动",
        "действие, событие, статус, реакция, тип",
      ),
      words: {
        sent: named("sent, send", "发送, 已发送", "отправлено, отправлен, отправка"),
        delivered: named("delivered, delivery", "送达, 已送达", "доставлено, доставлен, доставка"),
        opened: named(
          "opened, open, read, viewed, view",
          "打开, 已打开, 已读, 阅读",
          "открыто, открыл, открытие, прочитано",
        ),
        clicked: named("clicked, click", "点击, 已点击", "клик, кликнул, переход, перешел, перешёл"),
        converted: named(
          "converted, conversion, purchased, purchase",
          "转化, 已转化, 购买, 下单",
          "конверсия, покупка, купил",
        ),
        bounced: named(
          "bounced, bounce, failed, undelivered",
          "退信, 发送失败, 失败",
          "не доставлено, отказ, ошибка",
        ),
        unsubscribed: named(
          "unsubscribed, unsubscribe, opt out",
          "退订, 已退订, 取消订阅",
          "отписка, отписался, отписался от рассылки",
        ),
      },
    },
    dateFieldNamed(named("sent at, event time", "发送时间, 发送日期", "дата отправки, время отправки")),
  ],
};

/** Reviews, posts and answers to satisfaction questions. */
export const reviews: TableSpec = {
  table: "reviews",
  rest: "left",
  needs: [["text", "rating"]],
  fields: [
    keyField("key", named("review id", "评论id, 评论编号, 评价编号", "id отзыва, номер отзыва")),
    { ...customerField, weakNames: named("author, reviewer, email", "作者, 邮箱", "автор") },
    productField,
    {
      name: "kind",
      kind: "word",
      names: named("kind, type, survey, source", "类型, 来源", "тип, вид, источник"),
      words: {
        nps: named("nps, net promoter score", "净推荐值, 推荐度"),
        csat: named(
          "csat, customer satisfaction, satisfaction",
          "满意度",
          "удовлетворенность, удовлетворённость",
        ),
        post: named("post, tweet, comment, social", "帖子, 动态, 微博", "пост, комментарий, запись"),
        review: named("review, rating", "评论, 评价", "отзыв, оценка"),
      },
    },
    {
      name: "rating",
      kind: "number",
      names: named(
        "rating, score, stars, star rating, overall, nps, csat, grade, positive",
        "评分, 分数, 星级, 打分",
        "оценка, рейтинг, балл, звезды, звёзды",
      ),
    },
    {
      name: "title",
      kind: "text",
      names: named("title, summary, headline, subject", "标题, 摘要", "заголовок, тема"),
    },
    {
      name: "text",
      kind: "text",
      loose: true,
      names: named(
        "text, review text, review, comment, body, content, message, feedback, answer",
        "评论, 评论内容, 评价, 内容, 评价内容, 正文",
        "отзыв, текст, текст отзыва, комментарий, сообщение, ответ",
      ),
    },
    dateFieldNamed(named("review date, review time, posted at", "评论时间, 评价时间", "дата отзыва")),
  ],
};
