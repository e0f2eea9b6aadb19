export const commands = {
  percent: "{{share, percent}}",
  figure: "{{x, number(maximumFractionDigits: 4)}}",
  import: {
    account:
      "{{table}}：收到 {{received, number}} 行 = 已存 {{stored, number}} + 重复 {{duplicates, number}} + 拒收 {{rejected, number}}。",
    rows: "行数",
    what: "处理方式",
    mapping: "使用的列：{{mapping}}。",
    rejects: "被拒收的行及原因：{{file}}",
    unmapped: "其他列：{{columns}}。",
    format: "格式：{{format}}",
    nothingStored: "这是预览：没有存储任何内容。",
    fileDone:
      "{{file}}：{{received, number}} 行，存储 {{stored, number}}，重复 {{duplicates, number}}，拒绝 {{rejected, number}}。",
    fileKnown: "{{file}}：以前已导入，不重复存储。",
    fileFailed: "{{file}}：未导入。{{why}}",
    skipped: "略过了不是表格的文件：{{files}}。",
  },
  replay: {
    done: "重试被拒绝的行 {{tried, number}} 行 = 存入 {{stored, number}} + 原已存在 {{duplicates, number}} + 仍被拒绝 {{stillRejected, number}}。",
    one: "导入 {{importId}}（{{table}}，{{file}}）：重试 {{tried, number}}，存入 {{stored, number}}，原已存在 {{duplicates, number}}，仍被拒绝 {{stillRejected, number}}。",
    account:
      "    现在的账目：收到 {{received, number}} 行 = 存入 {{stored, number}} + 重复 {{duplicates, number}} + 拒绝 {{rejected, number}}。",
    events:
      "{{source}} 的事件：重试 {{tried, number}}，存入 {{stored, number}}，原已存在 {{duplicates, number}}，仍被拒绝 {{stillRejected, number}}。",
    none: "没有被拒绝的行。",
  },
  template: {
    done: "{{file}} 已生成：填好后用 kindred import {{file}} --as {{table}} 导入。列：{{columns}}。",
  },
  backup: {
    done: "备份完整，并已读回核对：{{file}}（{{mb, number}} MB，格式 {{version}}）。恢复命令：kindred restore {{file}} --workspace 新文件夹",
    restored:
      "已恢复到 {{workspace}}：{{imports, number}} 次导入，{{orders, number}} 个订单，{{events, number}} 个事件。下一步：kindred refresh",
    replaced: "原有的数据保留在 {{kept}}。",
  },
  check: {
    table: "表",
    rows: "行数",
    from: "起",
    until: "止",
    example: "例如：{{example}}",
    score: "得分",
    lost: "扣分",
    possible: "可行",
    notYet: "暂不可行",
  },
  segment: { name: "群组", size: "客户数", revenueShare: "收入占比" },
  goal: {
    added: "目标“{{name}}”（{{kind}}，预测未来 {{days}} 天）已定义。下一步：kindred train {{name}}",
    none: "还没有定义目标。`kindred train` 会建立常用的两个：流失和价值。",
    untrained: "{{name}}（{{kind}}，未来 {{days}} 天）：尚未训练",
    published: "{{name}}（{{kind}}，未来 {{days}} 天）：已发布",
    refused: "{{name}}（{{kind}}，未来 {{days}} 天）：未发布",
  },
  score: {
    done: "{{goal}}：已为 {{scored, number}} 位客户评分，截至 {{asOf, date}}。",
    none: "还没有目标有已发布的模型，所以没有给任何人评分。下一步：kindred train",
  },
  refresh: { done: "已备好 {{scored, number}} 个评分和 {{actions, number}} 项行动。下一步：kindred serve" },
  explain: {
    probability:
      "客户 {{customer}} 的 {{goal}}：{{value, percent(digits: 1)}}（高于 100 位客户中的 {{score, number(maximumFractionDigits: 0)}} 位）。",
    money:
      "客户 {{customer}} 的 {{goal}}：{{value, money}}，十次中有八次在 {{low, money}} 至 {{high, money}} 之间（高于 100 位客户中的 {{score, number(maximumFractionDigits: 0)}} 位）。",
  },
  export: { done: "已将 {{rows, number}} 行写入 {{file}}。" },
  serve: { ready: "仪表盘地址：{{url}}（按 Ctrl-C 停止）。" },
  demo: {
    serving: "正在处理示例商店，仪表盘 {{url}} 会逐步显示结果。",
    done: "用时 {{seconds, number}} 秒：{{customers, number}} 位客户，{{actions, number}} 项行动。",
  },
  doctor: {
    ok: "正常",
    warning: "注意",
    error: "故障",
    runtime: "Kindred 正在使用 Node {{version}}。",
    runtimeOld: "Node {{version}} 版本过旧。请用 `npm run` 或 `node bin/kindred.mjs` 启动 Kindred。",
    kernels: "已构建 {{count}} 个数值内核。",
    kernelsMissing: "数值内核尚未构建。请运行 `npm run prepare`。",
    dashboard: "仪表盘已构建。",
    dashboardMissing: "仪表盘尚未构建。请运行 `npm run prepare`。",
    disk: "{{workspace}} 所在磁盘剩余 {{free, number}} MB。",
    diskLow:
      "{{workspace}} 所在磁盘仅剩 {{free, number}} MB。请清理空间：低于 {{need, number}} MB 时 Kindred 将拒绝写入。",
    workspace: "工作区 {{workspace}} 可以打开：{{customers, number}} 位客户，{{orders, number}} 张订单。",
    workspaceNew: "{{workspace}} 处还没有工作区。运行 `kindred import` 或 `kindred demo` 即可创建。",
  },
  recommend: { product: "商品", name: "名称", why: "原因" },
  forecast: { amount: "{{amount, money}}", week: "起始日", expected: "预计", low: "下限", high: "上限" },
};
