/** The frame of every page, and pages that wait, fail or are empty. */
export const frame = {
  nav: {
    label: "页面",
    skip: "跳到正文",
    menu: "菜单",
    overview: "概览",
    segments: "客群",
    predictions: "预测",
    customers: "客户",
    actions: "行动",
    data: "数据",
    language: "语言",
    toLight: "切换到浅色",
    toDark: "切换到深色",
  },
  state: {
    loading: "正在加载……",
    failed: "页面未能加载。",
    failedNext: "请确认 Kindred 正在运行，然后重试。",
    retry: "重试",
    lost: "没有这个页面。",
    lostNext: "网址可能已失效或输入有误。",
  },
  key: {
    title: "此服务器受保护",
    label: "API 密钥",
    why: "请向服务器管理员索取。密钥只保存在当前标签页中。",
    open: "打开",
  },
  running: {
    title: "Kindred 正在处理您的数据",
    what: "第一批结果一出来，此页就会自动显示。",
  },
  empty: {
    run: "要填充此页，请在 Kindred 所在的文件夹中运行：",
    overview: {
      title: "这里将显示哪些客户即将流失，以及该怎么做",
      what: "需要带有客户、日期和金额的订单；最好有一年的数据。",
    },
    data: {
      title: "这里将显示您导入的每一行数据的去向",
      what: "请导入订单的 CSV 或 Parquet 文件：每个订单一行，或每个明细一行。",
    },
    sources: {
      title: "这里将显示各来源带来的数据",
      what: "来源会自动带来订单、客户或事件：来自数据库、网络服务或您网站的页面。",
    },
    segments: {
      title: "这里将显示您有哪些类型的客户",
      what: "购买习惯相近的客户会归为一组，并用通俗的话加以描述。",
    },
    predictions: {
      title: "这里将显示每位客户接下来会做什么，以及可信程度",
      what: "每项预测都先在之后的数据上检验；胜不过简单规则的不会显示。",
    },
    customers: {
      title: "这里可以找到每一位客户",
      what: "包括订单、客群、预测及其原因。",
    },
    actions: {
      title: "这里将显示该对谁做什么，以及预期带来多少收益",
      what: "行动清单需要先有客群和已发布的预测。",
    },
  },
};
