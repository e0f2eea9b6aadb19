export const progress = {
  import: "正在读取并存储文件",
  replay: "正在重新读取被拒绝的行",
  pull: "正在从来源获取数据",
  check: "正在检查数据",
  rfm: "正在计算最近购买、频率和金额评分",
  segment: "正在寻找客户类型",
  train: "正在训练并验证预测",
  score: "正在为每位客户评分",
  recommend: "正在学习客户接下来想要什么",
  text: "正在阅读评论",
  actions: "正在生成行动清单",
};
