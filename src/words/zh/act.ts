export const act = {
  what: {
    "personal-offer": "提供专属忠诚优惠",
    "win-back": "发送召回优惠",
    "second-order": "促成第二次下单",
    reminder: "发送温馨提醒",
    "thank-you": "表达感谢",
    upsell: "推荐搭配商品",
    newsletter: "仅发送常规资讯",
    "let-go": "不投入费用",
  },
  message: {
    "personal-offer": "感谢您一路相伴，我们特意为您准备了一份专属礼遇。",
    "win-back": "好久不见，甚是想念。本月回来看看，有惊喜等您。",
    "second-order": "上次的商品还满意吗？看看其他顾客接着买了什么，第二次下单另有小礼。",
    reminder: "有一阵子没见了，来看看您上次下单之后的新品吧。",
    "thank-you": "感谢您的信任与支持：新品抢先看，您优先。",
    upsell: "这些商品与您买过的很搭。",
    newsletter: "常规资讯邮件，不附优惠。",
    "let-go": "不发送消息：优惠的成本会高于预期收益。",
  },
  channel: { phone: "电话或亲笔信", email: "电子邮件", newsletter: "资讯邮件", none: "无" },
  band: { high: "高", medium: "中", low: "低" },
  because: {
    predicted:
      "流失风险：$t(act.band.{{risk}})（{{probability, percent}}）。价值：$t(act.band.{{value}})。RFM：$t(segments.rfm.{{rfm}})。",
    rfm: "依据最近购买、频次与金额：$t(segments.rfm.{{rfm}})（风险$t(act.band.{{risk}})，价值$t(act.band.{{value}})）。",
  },
  notes: {
    churnUsed: "流失风险来自已通过验证的目标“{{goal}}”（预测未来 {{days, number}} 天）。",
    churnMissing: "尚无已发布的流失预测，因此风险仅依据 RFM（距上次下单的时间）判断，不给出预期毛利。",
    valueUsed: "客户价值来自已通过验证的目标“{{goal}}”（未来 {{days, number}} 天）。",
    valueMissing: "尚无已发布的价值预测，因此价值仅依据 RFM（以往消费）判断，不给出预期毛利。",
    assumptions: "毛利率、各项行动的效果与成本都是可以修改的假设，并非实测数据。",
    control: "对照组客户是有意不打扰的：只有与他们比较，才能看出行动究竟带来了什么。",
  },
  recommend: {
    model: {
      als: "相似的口味（ALS）",
      "item-knn": "同一批客户购买的商品",
      content: "商品之间的相似",
      hybrid: "共同购买与商品相似相结合",
      popularity: "大多数人购买的商品",
    },
    why: {
      one: "因为买过“{{first}}”",
      two: "因为买过“{{first}}”和“{{second}}”",
      taste: "符合其以往的购买",
      popular_other: "有 {{count, number}} 位客户购买",
    },
    published:
      "已用之后的数据验证：按“$t(act.recommend.model.{{model}})”推荐，{{customers, number}} 位客户在随后 {{days, number}} 天内首次购买的商品有 {{recall, percent}} 出现在推荐的十件之中；只推荐大多数人购买的商品则为 {{popularRecall, percent}}（NDCG {{ndcg, number(maximumFractionDigits: 3)}} 对 {{popular, number(maximumFractionDigits: 3)}}）。",
    notBetter:
      "未得到证实，因此显示大多数人购买的商品：在之后的数据上，“$t(act.recommend.model.{{model}})”并不确定更好（十件之中命中 {{recall, percent}} 对 {{popularRecall, percent}}，{{customers, number}} 位客户，{{days, number}} 天；NDCG {{ndcg, number(maximumFractionDigits: 3)}} 对 {{popular, number(maximumFractionDigits: 3)}}）。",
    refused: {
      short:
        "暂时无法验证，因此显示大多数人购买的商品：已有 {{historyDays, number}} 天的历史，要用之后的数据检验推荐需要 {{neededDays, number}} 天。",
      few: "暂时无法验证，因此显示大多数人购买的商品：回来并购买新商品的客户不足 {{least, number}} 位。",
    },
    notes: {
      filters: "已排除：该客户买过的商品（包括已退回的），以及最近 90 天没有售出的商品。",
      proof: "模型与参数是在检验之前的 {{days, number}} 天内选定的；检验期只使用一次。",
      asked: "您指定了“$t(act.recommend.model.{{model}})”；它不是经过验证的选择。",
      unknownCustomer: "没有这位客户的资料，因此显示大多数人购买的商品。",
      nothingBought: "该客户尚未购买，因此显示大多数人购买的商品。",
      filledUp_other: "最后 {{count, number}} 件是大多数人购买的商品：模型没有更多可推荐的。",
    },
  },
};
