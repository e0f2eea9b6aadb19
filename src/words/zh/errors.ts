export const errors = {
  "bad-request": { what: "无法理解该请求：{{detail}}。", next: "请更正后重试。" },
  "bad-option": { what: "{{option}} 的值不能是“{{value}}”。", next: "请按这种形式填写：{{allowed}}。" },
  "unknown-option": { what: "没有选项 {{option}}。", next: "请用 --help 查看可用选项。" },
  "unknown-setting": {
    what: "没有名为“{{setting}}”的设置（{{file}}）。",
    next: "您是不是要写“{{nearest}}”？请改正或删除这一行。",
  },
  "bad-setting": {
    what: "设置 {{setting}} 不能是“{{value}}”。",
    next: "可用的值：{{allowed}}。",
  },
  "bad-goal": {
    what: "目标的 {{field}} 不能是“{{value}}”。",
    next: "可用的值：{{allowed}}。",
  },
  "bad-predicate": {
    what: "人群定义中的 {{path}} 不能是“{{value}}”。",
    next: "此处可用：{{allowed}}。人群的写法见 docs/reference/features.md。",
  },
  "not-found": { what: "未找到{{what}}“{{name}}”。", next: "请检查拼写。" },
  internal: { what: "Kindred 出现错误：{{detail}}。", next: "数据保持原样。请附上日志反馈此问题。" },
  "bad-parameter": { what: "参数 {{name}} 不能为 {{value}}。", next: "允许的取值：{{allowed}}。" },
  "no-rows": { what: "没有可用于训练的数据行。", next: "请先导入数据或放宽人群条件，然后重试。" },
  "one-class": {
    what: "所有行的结果都相同（{{value}}），无法区分。",
    next: "请选择更长的预测期或更宽的人群，使两种结果都出现。",
  },
  "one-arm": {
    what: "这些行中要么所有人都被触达，要么没有人被触达（处理值全部为 {{treated}}），没有可以比较的对象。",
    next: "请选择保留了随机对照组的活动，并同时提供两组客户：1 表示被触达，0 表示未被触达。",
  },
  "bad-target": {
    what: "第 {{row}} 行的结果值为 {{value}}。",
    next: "允许的取值：{{allowed}}。请更正或剔除该行。",
  },
  "bad-weight": { what: "第 {{row}} 行的权重为 {{value}}。", next: "权重必须是有限的正数。" },
  "wrong-columns": {
    what: "模型使用 {{expected}} 列训练，而这份数据有 {{given}} 列。",
    next: "请提供与训练时相同且顺序一致的列。",
  },
  "wrong-column": {
    what: "第 {{position}} 列是“{{given}}”，而模型训练时该位置是“{{expected}}”。",
    next: "请提供与训练时相同且顺序一致的列。",
  },
  "series-too-short": {
    what: "历史数据只有 {{given, number}} 个数值，预测至少需要 {{needed, number}} 个。",
    next: "请导入更长的历史数据，或改用更短的周期统计（例如用周代替月）。",
  },
  "no-repeat-purchases": {
    what: "{{customers, number}} 位客户中没有一位再次购买，因此无法学习购买习惯。",
    next: "请导入更长的历史数据，或等到有客户回购后再试。",
  },
  "bad-value": {
    what: "第 {{row}} 行的 {{column}} 列：无法使用 {{value}}。",
    next: "允许的取值：{{allowed}}。不知道的值请留空。",
  },
  "model-version": {
    what: "该 {{kind}} 模型的存储格式为 {{version}}，当前 Kindred 支持的格式为 {{supported}}。",
    next: "请用当前版本重新训练。",
  },
  "memory-limit": {
    what: "需要 {{neededMb, number}} MB 的连续内存，最多只能使用 {{limitMb, number}} MB。",
    next: "请减少行数或列数，或使用抽样数据。",
  },
  "unknown-customer": {
    what: "没有客户“{{name}}”。",
    next: "请检查编号，或在“客户”页面中搜索。",
  },
  "unknown-merge": {
    what: "没有可以拆分的合并记录 {{id}}。",
    next: "请在 GET /api/v1/identity 中查看合并记录；每条只能拆分一次。",
  },
  "merge-impossible": {
    what: "“{{from}}”和“{{into}}”无法合并：其中一个已并入别的档案，或者两者相同。",
    next: "请先拆分另一条合并记录（可在 GET /api/v1/identity 中找到）。",
  },
  "unknown-goal": {
    what: "没有目标“{{name}}”。",
    next: "“预测”页面和 `kindred goal list` 会列出所有目标。",
  },
  "goal-kind-not-yet": {
    what: "当前版本还不能训练“{{kind}}”类型的目标。",
    next: "请选择以下类型之一：{{possible}}。",
  },
  "not-published": {
    what: "目标“{{name}}”还没有已发布的模型。",
    next: "请运行 `kindred train {{name}}`：模型通过检验后即会发布，否则会说明原因。",
  },
  "not-scored": {
    what: "客户“{{name}}”在目标“{{goal}}”下没有评分。",
    next: "请运行 `kindred score {{goal}}`。不属于该目标人群的客户（例如长期不活跃者）不会被评分。",
  },
  "route-not-found": {
    what: "{{method}} {{path}} 处没有内容。",
    next: "可用的接口见 /api/v1/openapi.json。",
  },
  "too-deep": {
    what: "JSON 的嵌套超过了 {{limit}} 层。",
    next: "请减少嵌套后再发送。",
  },
  "body-too-large": {
    what: "请求超过了 1 MB。",
    next: "请分批发送；大文件请用 `kindred import` 导入。",
  },
  "batch-too-large": {
    what: "本次请求超过了 500 KB。",
    next: "请减少一次发送的事件数；多数客户端库都可以设置批次大小。",
  },
  "write-key-unknown": {
    what: "缺少写入密钥，或者密钥不属于这里的任何来源。",
    next: "请把来源的密钥作为 Basic 认证的用户名发送，或放在请求体的 `writeKey` 中；用 `kindred source add NAME --kind http` 可以生成密钥。",
  },
  "origin-not-listed": {
    what: "{{origin}} 的网页不允许向此来源发送事件。",
    next: "请把该网站按此写法加入来源的允许域名。",
  },
  "events-refused": {
    what: "没有任何事件被保存：{{message}}",
    next: "请按 `results` 中对每个事件的说明修正后重新发送。",
  },
  "too-many-events": {
    what: "来源“{{source}}”每秒发送的事件超过了上限 {{limit, number}} 个。",
    next: "请等待 Retry-After 给出的时间后重新发送同样的事件；本次请求没有保存任何内容。",
  },
  overloaded: {
    what: "等待保存的事件太多（{{waiting, number}} / {{limit, number}}）。",
    next: "请等待 Retry-After 给出的时间后重新发送同样的事件；不会重复保存。",
  },
  "media-type": {
    what: "这里只接受 JSON。",
    next: "请在请求头中加上 Content-Type: application/json。",
  },
  "host-refused": {
    what: "服务器不接受以“{{host}}”为名的访问。",
    next: "请用 http://localhost 或 http://127.0.0.1 打开，或设置 API 密钥后启动。",
  },
  "origin-refused": {
    what: "其他网站（{{origin}}）的页面不能调用本服务器。",
    next: "请直接从本服务器打开仪表盘。",
  },
  unauthorised: {
    what: "本服务器需要 API 密钥。",
    next: "请在请求头中加上 Authorization: Bearer 和密钥。",
  },
  "api-key-needed": {
    what: "别人也能访问 {{host}} 上的服务器，因此必须设置 API 密钥。",
    next: "请设置 KINDRED_API_KEY，或去掉 --host，只在本机使用。",
  },
  "port-taken": {
    what: "{{host}} 的端口 {{port}} 已被占用。",
    next: "请用 --port 换一个端口，或停止占用它的程序。",
  },
  "dashboard-not-built": {
    what: "仪表盘还没有构建。",
    next: "请运行 `npm run prepare`，然后刷新页面。",
  },
  "feature-invalid": { what: "特征定义无效：{{detail}}。", next: "请使用以下之一：{{allowed}}。" },
  "no-orders": {
    what: "没有任何客户有有效订单。",
    next: "请导入带客户的订单（kindred import FILE --as orders），或指定用于分群的客户字段。",
  },
  "too-few-customers": {
    what: "只有 {{customers, number}} 位客户，却要分成 {{groups, number}} 个群组。",
    next: "群组数至少为 2，且应少于客户数；也可以导入更多客户。",
  },
  "nothing-varies": {
    what: "在所选字段（{{features}}）上所有客户都相同，无法区分。",
    next: "请选择其他字段，或导入客户之间有差异的数据。",
  },
  "unknown-feature": {
    what: "没有名为“{{feature}}”的特征或数值型客户字段。",
    next: "可以使用：{{known}}。",
  },
  "unknown-table": {
    what: "没有名为“{{table}}”的表或名单。",
    next: "可以导出：{{known}}。",
  },
  "not-built": {
    what: "“{{what}}”尚未计算。",
    next: "请先运行 kindred {{verb}}。",
  },
  "file-format": {
    what: "“{{file}}”的扩展名不是可写出的格式。",
    next: "文件名请以 {{allowed}} 结尾。",
  },
  "workspace-locked": {
    what: "工作区 {{workspace}} 正被另一个 Kindred 使用（进程 {{pid}}）。",
    next: "请等它完成或将其停止，然后重新运行命令。",
  },
  "workspace-served": {
    what: "工作区 {{workspace}} 正由 {{url}} 的服务使用（进程 {{pid}}），该服务不接受这条命令。",
    next: "可在 {{url}} 查看结果；或按 Ctrl-C 停止服务后重新运行命令。",
  },
  "server-stopped": {
    what: "{{url}} 的服务在命令完成前停止了。",
    next: "请用 `kindred serve` 重新启动服务，或不经服务再次运行该命令：未完成的内容没有存入。",
  },
  "workspace-newer": {
    what: "工作区 {{workspace}} 由更新版本的 Kindred 创建（格式 {{version}}，当前版本最高支持 {{supported}}）。",
    next: "请升级 Kindred，或用 --workspace 指定其他文件夹。工作区内容没有任何改动。",
  },
  "workspace-damaged": {
    what: "无法读取数据文件 {{file}}：{{detail}}。",
    next: "没有做任何改动。请用备份替换该文件，或用 --workspace 指定其他文件夹。",
  },
  "workspace-unusable": {
    what: "{{workspace}} 不能用作工作区：{{detail}}。",
    next: "请用 --workspace 指定一个可写入的文件夹。",
  },
  "upload-too-large": {
    what: "文件超过 {{limitMb, number}} MB，浏览器无法上传这么大的文件。",
    next: "请在服务器上导入：kindred import <文件> --as <表>。",
  },
  "upload-unknown": { what: "上传的文件已不在服务器上。", next: "请重新选择文件。" },
  "disk-full": {
    what: "{{workspace}} 所在磁盘已满：剩余 {{free, number}} MB，而 Kindred 至少要保留 {{need, number}} MB。",
    next: "没有留下只写了一半的数据。请清理磁盘空间后重试。",
  },
  "memory-exceeded": {
    what: "这项操作所需内存超过了数据可用的 {{limit, number}} MB。",
    next: "请调高设置 memoryLimitMb（KINDRED_MEMORY_MB），或减少处理的行数。",
  },
  "statement-time-limit": {
    what: "一次数据查询超过 {{seconds, number}} 秒，已被停止。",
    next: "请缩小查询范围，或调高设置 statementSeconds。",
  },
  interrupted: {
    what: "操作尚未完成就已停止。",
    next: "没有留下只写了一半的数据。需要时可重新运行命令。",
  },
  "file-missing": {
    what: "没有文件 {{file}}。",
    next: "请检查路径和文件名。",
  },
  "file-is-folder": {
    what: "{{file}} 是一个文件夹。",
    next: "预览只能针对一个文件：请写出其中一个，例如 {{file}}/orders.csv。",
  },
  "file-unreadable": {
    what: "无法打开文件 {{file}}。",
    next: "请取得读取权限，或把它复制到自己的文件夹；它必须是普通文件。",
  },
  "file-empty": {
    what: "文件 {{file}} 是空的。",
    next: "请重新导出：需要一行列名和至少一行数据。",
  },
  "file-no-rows": {
    what: "文件 {{file}} 只有列名，没有数据行。",
    next: "请连同数据行重新导出。",
  },
  "file-foreign": {
    what: "文件 {{file}} 不能当作表格读取：它是$t(ingest.foreign.{{what}})。",
    next: "请用原来的程序打开，另存为 Excel（.xlsx）或 CSV（UTF-8），再导入。",
  },
  "file-encoding-broken": {
    what: "文件 {{file}} 的文字无法解码（在第 {{line, number}} 行附近）。",
    next: "请另存为 UTF-8 编码的 CSV。Kindred 还能读取 UTF-16、Windows-1251、Windows-1252 和 GB18030。",
  },
  "file-damaged": {
    what: "文件 {{file}} 已损坏：{{detail}}。",
    next: "请重新导出或复制。",
  },
  "file-inflates": {
    what: "文件 {{file}} 解压后超过 {{mb, number}} MB，远超正常数据。",
    next: "请自行解压并查看，再导入解压后的文件。",
  },
  "file-too-wide": {
    what: "文件 {{file}} 有 {{columns, number}} 列；Kindred 最多读取 {{limit, number}} 列。",
    next: "请只保留有用的列。如果它们其实不是列，可能是分隔符不对：请用逗号、分号、制表符或 |。",
  },
  "file-time-limit": {
    what: "读取 {{file}} 超过 {{seconds, number}} 秒，已停止。",
    next: "请把文件拆开，分次导入。",
  },
  "file-memory-limit": {
    what: "读取 {{file}} 需要的内存超过允许的 {{mb, number}} MB。",
    next: "请拆分文件，或去掉文字很长的列。",
  },
  "file-password": {
    what: "文件 {{file}} 有密码保护。",
    next: "请在 Excel 中打开，取消密码（文件－信息－保护工作簿），保存后再导入。",
  },
  "sheet-unknown": {
    what: "{{file}} 中没有工作表“{{sheet}}”。",
    next: "它的工作表有：{{sheets}}。CSV、JSON 和 Parquet 文件没有工作表，请去掉 --sheet。",
  },
  "json-broken": {
    what: "{{file}} 中的 JSON 在第 {{line, number}} 行损坏。",
    next: "请重新导出。每行一条记录的文件（NDJSON）只会损失坏掉的行。",
  },
  "json-no-table": {
    what: "{{file}} 中没有记录列表。",
    next: '可以读取列表（[{…}, {…}]）、含列表的对象（{"orders": […]}），或每行一条记录的文件。',
  },
  "no-files": {
    what: "在 {{path}} 没有找到可以读取的文件。",
    next: '请检查文件夹或通配写法，例如 "lake/**/*.parquet"（要加引号）。',
  },
  "import-unknown": {
    what: "没有编号为 {{import}} 的导入。",
    next: "去掉 --import 可重试所有导入中被拒绝的行，或在被拒绝行文件的文件名中查看编号。",
  },
  "file-exists": {
    what: "文件 {{file}} 已经存在。",
    next: "请换一个名称：这里不会覆盖您的文件。",
  },
  "backup-damaged": {
    what: "{{file}} 不是完整的 Kindred 备份：{{detail}}。",
    next: "没有做任何更改。请使用另一份备份。",
  },
  "backup-exists": {
    what: "文件 {{file}} 已经存在。",
    next: "请换一个名称，或指定一个文件夹：每份备份会以日期命名。",
  },
  "workspace-has-data": {
    what: "工作区 {{workspace}} 中已有数据。",
    next: "用 --workspace 恢复到新的文件夹，或用 --replace 以备份取代现有数据。",
  },
  "map-unknown-field": {
    what: "{{table}} 没有字段“{{field}}”。",
    next: "可用的字段：{{fields}}。",
  },
  "map-unknown-column": {
    what: "{{file}} 中没有列“{{column}}”。",
    next: "文件中的列：{{columns}}。",
  },
  "field-unmapped": {
    what: "在 {{file}} 中没有找到 {{table}} 所需字段“{{field}}”对应的列。",
    next: "请指明：--map {{field}}=列名。文件中的列：{{columns}}。",
  },
  "no-date-column": {
    what: "{{file}} 中没有能读懂的日期列，而 {{table}} 需要日期（{{fields}}）。",
    next: '请指明是哪一列：--map {{field}}=列名，以及写法：--date-format "%d.%m.%Y"。文件中的列：{{columns}}。',
  },
  "date-unreadable": {
    what: "{{file}} 的列“{{column}}”中的日期无法读懂，例如“{{value}}”。",
    next: '请说明写法：--date-format "%d.%m.%Y %H:%M"；或改用别的列：{{columns}}。',
  },
  "source-unknown": {
    what: "没有名为“{{source}}”的数据来源。",
    next: "现有来源：{{sources}}。用 kindred source add 添加。",
  },
  "source-exists": {
    what: "数据来源“{{source}}”已经存在。",
    next: "换一个名称，或先移除：kindred source remove {{source}}。它带来的数据会保留。",
  },
  "source-not-pulled": {
    what: "来源“{{source}}”（{{kind}}）的数据会自己送来，无需获取。",
    next: "可以同步的来源种类是 postgres 和 http-pull。",
  },
  "source-busy": {
    what: "这次同步期间，“{{source}}”的另一次同步已经完成；这次没有存入任何数据。",
    next: "没有数据丢失。如果想确认已是最新，请再同步一次。",
  },
  "source-no-variable": {
    what: "环境变量 {{variable}} 不存在，而来源“{{source}}”需要它。",
    next: "启动 Kindred 之前先设置它，例如：export {{variable}}=… 密码不会保存在其他任何地方。",
  },
  "source-bad-url": {
    what: "来源“{{source}}”的变量 {{variable}} 里不是可用的地址。",
    next: "请写成：{{example}}。密码中的特殊字符写成 %40、%3A、%2F 等。",
  },
  "source-unreachable": {
    what: "“{{source}}”的数据所在的 {{place}} 没有应答（{{detail}}）。",
    next: "请检查它是否在运行、主机和端口是否正确、防火墙是否放行本机。",
  },
  "source-auth": {
    what: "{{place}} 不接受用户“{{user}}”和 {{variable}} 中的密码（来源“{{source}}”）。",
    next: "请检查 {{variable}} 里地址中的用户和密码，以及该用户是否可以从本机连接（pg_hba.conf）。",
  },
  "source-tls": {
    what: "来源“{{source}}”无法与 {{place}} 建立安全连接：{{detail}}。",
    next: "请在 {{variable}} 的地址里设置 sslmode：自有证书用 sslmode=verify-full 加 sslrootcert=文件，安全内网可用 sslmode=disable。",
  },
  "source-no-database": {
    what: "{{place}} 没有来源“{{source}}”要的那个数据库。",
    next: "请更正 {{variable}} 里地址末尾的数据库名。",
  },
  "source-no-table": {
    what: "来源“{{source}}”向 {{place}} 要的表不存在：{{detail}}。",
    next: "请检查拼写，并写明模式：--table shop.orders。",
  },
  "source-no-column": { what: "来源“{{source}}”没有名为“{{column}}”的列。", next: "现有的列：{{columns}}。" },
  "source-no-rights": {
    what: "用户“{{user}}”无权读取来源“{{source}}”要的数据：{{detail}}。",
    next: "请数据库的所有者执行：GRANT SELECT ON 该表 TO {{user}}。",
  },
  "source-too-slow": {
    what: "“{{source}}”的数据库用时太久：{{detail}}。",
    next: "请给游标列和订单号列加索引，或放宽时限：--timeout 1800。",
  },
  "source-bad-query": {
    what: "“{{source}}”的数据库看不懂这个请求：{{detail}}。",
    next: "请更正查询或列名，然后重新添加来源。",
  },
  "source-dropped": {
    what: "与 {{place}} 的连接一再中断（{{detail}}）；“{{source}}”的这次同步没有存入任何数据。",
    next: "没有数据丢失：下次同步会从上次完成的地方继续。网络好转后再试。",
  },
  "source-failed": {
    what: "来源“{{source}}”出错：{{detail}}。",
    next: "之前存入的数据是完整的。请再试一次；如果仍然出错，这条信息来自对方，请询问对方的管理员。",
  },
  "source-many-gone": {
    what: "“{{source}}”的 {{known, number}} 行中一下子少了 {{gone, number}} 行。没有撤回任何数据。",
    next: "如果确实如此，请执行：kindred source sync {{source}} --accept-removals。如果不是，请检查来源：表被清空或缺少权限时也会这样。",
  },
  "source-bad-config": {
    what: "来源“{{source}}”的配置有误：{{path}}。",
    next: "那里可以写：{{allowed}}。docs/guide/sources.md 中有示例。",
  },
  "source-secret-in-config": {
    what: "来源“{{source}}”的配置在 {{path}} 处直接写了密码或令牌。",
    next: "请把它放进环境变量，原处写 $NAME，或使用 auth。",
  },
  "source-refused": {
    what: "{{place}} 不让来源“{{source}}”进入（状态 {{status}}）。",
    next: "请检查 {{variable}} 中的令牌或密码，以及它的读取权限。",
  },
  "source-rate-limited": {
    what: "{{place}} 要求减少请求，而且没有及时恢复（来源“{{source}}”）。",
    next: "没有数据丢失。请稍后再试，或在配置里调低 requestsPerSecond。",
  },
  "source-answer": {
    what: "{{place}} 对来源“{{source}}”的回答是状态 {{status}}：{{detail}}。",
    next: "请检查配置里的 url、query 和 body；状态为 500 及以上时，请询问对方的管理员。",
  },
  "source-page-unreadable": {
    what: "来源“{{source}}”的一页数据无法使用：{{detail}}。",
    next: "请在浏览器中打开该地址，与配置里的 items、lines 和 paging 对照。",
  },
  "source-page-too-large": {
    what: "来源“{{source}}”的一页数据超过 {{mb, number}} MB。",
    next: "请让每页少一些条目（pageSize），或调高 maxBodyMb。",
  },
  "source-paging-loop": {
    what: "来源“{{source}}”两次得到同一页：翻页没有前进。",
    next: "请检查配置里的 paging：参数名可能不对。",
  },
};
