/** Findings by code: `what` is so, its `effect` on the predictions, what `todo`; and the readiness of goals. */
export const quality = {
  severity: { error: "错误", warning: "警告", info: "值得了解", good: "一切正常" },
  nothing: "无需处理。",
  "no-orders": {
    what: "还没有任何订单。",
    effect: "没有订单，就没有分群，也没有预测。",
    todo: "请导入订单文件：kindred import FILE --as orders。",
  },
  "no-customer": {
    what: "有 {{count, number}} 行商品没有客户，金额 {{amount, money}}，占全部商品的 {{share, percent}}。",
    effect: "它们计入店铺总额，但无法据此对任何人分群、预测或触达。",
    todo: "看看客户编号在哪里丢失：访客下单、收银台，还是另一套系统。如果本来就是访客，则无需处理。",
  },
  "customers-known": { what: "每笔订单都有对应的客户。" },
  "rejected-rows": {
    what: "收到 {{received, number}} 行，其中 {{count, number}} 行（{{share, percent(digits: 1)}}）无法读取。",
    effect: "这些行里的内容在所有地方都会缺失。",
    todo: "请查看被拒行文件：里面写明了行号、列、值和原因。如果是列或日期格式读错了，用 kindred replay 纠正；其余的改好后重新导入。",
  },
  "exact-duplicates": {
    what: "有 {{count, number}} 行与其他行完全相同，没有重复保存。",
    withAmount: "有 {{count, number}} 行（金额 {{amount, money}}）与其他行完全相同，没有重复保存。",
    effect: "如果重复计算，客户会显得比实际更有价值。",
    todo: "请查明导出为何出现重复行。如果同一订单里两行相同确实是两次销售，请给每行各自的编号。",
  },
  cancellations: {
    what: "有 {{count, number}} 行商品被取消或退回：{{amount, money}}，占全部商品的 {{share, percent(digits: 1)}}。",
    effect: "从得知取消的那一刻起，对应的购买才不再计算，而不是更早。",
    todo: "无需修正。如果比例出乎意料，请看看取消较多的商品和客户。",
  },
  "unmatched-cancellations": {
    what: "有 {{count, number}} 行取消（占全部取消的 {{share, percent}}，金额 {{amount, money}}）找不到对应的购买。",
    effect: "它们不参与计算：客户可能保留了其实已退回的购买，或者购买发生在最早的订单之前。",
    todo: "如有更早的订单请导入，并确保取消记录带有购买时的客户和商品。",
  },
  "free-lines": {
    what: "有 {{count, number}} 行没有价格（占全部的 {{share, percent(digits: 1)}}）。",
    effect: "样品和赠品不算作购买。",
    todo: "如果其中有收费商品，请补上价格后重新导入。",
  },
  "service-lines": {
    what: "有 {{count, number}} 行是邮费、手续费或手工录入：{{amount, money}}。",
    effect: "它们会保留，但不是商品：不计入客单价，也不计入商品列表。",
    todo: "如果其中有您的商品，请给它一个与其他商品一样的编码。",
  },
  "adjustment-lines": {
    what: "有 {{count, number}} 行是库存或账目更正：合计 {{amount, money}}。",
    effect: "它们会保留，但不是任何人的购买，也不用于预测。",
    todo: "如果其中有真实购买，请把它们作为带客户的销售记录。",
  },
  "extreme-lines": {
    what: "有 {{count, number}} 行远大于其他所有行。最大的是 {{at, date}} 的订单 {{order}}：{{product}} {{units, number}} 件，{{top, money}}。",
    cancelled:
      "有 {{count, number}} 行远大于其他所有行。最大的是 {{at, date}} 的订单 {{order}}：{{product}} {{units, number}} 件，{{top, money}}，{{minutes, number}} 分钟后取消。",
    cancelledLater:
      "有 {{count, number}} 行远大于其他所有行。最大的是 {{at, date}} 的订单 {{order}}：{{product}} {{units, number}} 件，{{top, money}}，{{days, number}} 天内取消。",
    effect: "一行这样的数据就能让普通客户看起来像最好的客户，也会左右整个时期的总额和平均值。",
    todo: "请确认是否录错。已取消的不再计算；其余的请在源头更正后重新导入。",
  },
  "price-outliers": {
    what: "有 {{products, number}} 种商品的 {{count, number}} 行价格比平时高或低十倍以上，合计 {{amount, money}}。",
    effect: "小数点错位会扭曲客单价和客户价值。",
    todo: "请核对这些价格；如果单件和整包共用一个编码，请分开编码。",
  },
  "future-dates": {
    what: "有 {{count, number}} 笔订单的日期在今天之后，最晚到 {{last, date}}。",
    effect: "一切都以最后日期为准计算，于是每个客户都显得在此之前一直沉默。",
    todo: "请更正日期（是否月日颠倒？），并用 --replace 重新导入该文件。",
  },
  "lone-dates": {
    what: "有 {{count, number}} 笔订单远离其他所有订单，日期在 {{from, date}} 至 {{until, date}} 之间。",
    effect: "历史看起来比实际长得多，落在空白处的时间窗会被当成沉默期。",
    todo: "请核对这些日期，更正或去掉这些订单，并用 --replace 重新导入该文件。",
  },
  "history-breaks": {
    what: "除每周规律外，订单有 {{count, number}} 处中断；最长 {{days, number}} 天，{{from, date}} – {{until, date}}。",
    effect: "节假日没有影响。如果是订单缺失，客户会显得比实际更沉默。",
    todo: "如果那几天店铺在营业，请重新导出这些天的订单并导入。",
  },
  "historical-data": {
    what: "数据截止到 {{at, date}}：这是对过去的回顾。",
    effect: "一切都以那一天为准计算，与当前时间无关。",
    todo: "示例数据无需处理。如果是您自己的店铺，请导入更新的订单。",
  },
  "stale-data": {
    what: "数据截止到 {{at, date}}，已是 {{count, number}} 天前。",
    effect: "预测从那一天开始，无法反映之后发生的事。",
    todo: "请导入更新的订单。",
  },
  "fresh-data": { what: "数据是新的：最近一笔订单在 {{at, date}}。" },
  "last-day": {
    what: "最后一天 {{at, date}} 不完整：只有 {{count, number}} 笔订单，平时约 {{usual, number}} 笔，而且结束得早。",
    effect: "预测的检验从这一天开始时往前推算，因此不受影响。",
    todo: "无需处理，下次导入会补全。",
  },
  "dates-only": {
    what: "订单只有日期，没有时刻。",
    effect: "同一天的订单本来就算一次到访；不会用到具体钟点。",
    todo: "无需处理。如果系统里有时刻，也请一并导出。",
  },
  "long-history": { what: "订单回溯 {{count, number}} 天，直到 {{from, date}}：足以回看一整年。" },
  "short-history": {
    what: "订单只回溯 {{count, number}} 天，直到 {{from, date}}。",
    effect: "需要回看更久的内容会被省略，也无法学到季节规律。",
    todo: "请导入更早的订单，最好有两年。",
  },
  "repeat-buyers": {
    what: "{{buyers, number}} 位客户中有 {{count, number}} 位（{{share, percent}}）再次下单：足以从中学习。",
  },
  "few-repeat-buyers": {
    what: "{{buyers, number}} 位客户中只有 {{count, number}} 位（{{share, percent(digits: 1)}}）再次下单。",
    effect: "谁会流失、客户未来值多少，都要从回头客身上学习。",
    todo: "请确保同一个人在各订单中使用同一个客户编号，并导入更长的历史。",
  },
  "mixed-currencies": {
    what: "订单使用了多种货币：{{list}}。",
    effect: "金额被当作同一种货币相加，所以所有金额合计都是错的。",
    todo: "请把金额换算成一种货币，或为每种货币各建一个工作区。",
  },
  "no-currency": {
    what: "有 {{count, number}} 笔订单没有货币。",
    effect: "预测不受影响，但金额只能显示为数字。",
    todo: "导入时请注明货币，例如 --currency CNY。",
  },
  "undated-attributes": {
    what: "有 {{count, number}} 个客户属性不知道从何时起有效：{{names}}。",
    effect: "在对过去的检验中不使用它们，以免泄露未来；它们仍用于描述分群。",
    todo: "请连同得知各属性的日期一起导入。",
  },
  "patchy-attributes": {
    what: "有 {{count, number}} 个属性只有部分客户有（{{names}}）；最少的是 {{least}}，仅 {{share, percent}}。",
    effect: "缺失之处，模型会把“缺失”本身当作信息。",
    todo: "请补上已知的内容；几乎没人有的属性可以去掉。",
  },
  "personal-data": {
    email: "“{{name}}”中有 {{count, number}} 个值是电子邮箱地址。",
    phone: "“{{name}}”中有 {{count, number}} 个值像是电话号码。",
    effect: "预测并不需要它们，而它们会出现在每个列表和导出文件里。",
    todo: "请使用不会暴露个人身份的客户编号；邮箱和电话请作为身份标识导入（kindred import FILE --as identities）。",
  },
  "busy-customers": {
    what: "有 {{count, number}} 位客户的下单量不像个人；最多的是 {{customer}}，{{orders, number}} 笔订单。合计占商品金额的 {{share, percent}}。",
    effect: "收银台、测试账号或经销商会扭曲平均值和分群。",
    todo: "如果是收银台或测试账号，请让这些订单不带客户。经销商最好单独分析。",
  },
  "events-without-fact": {
    what: "有 {{count, number}} 个事件表示订单、评价或付款，但无法据此生成（多数原因：{{rule}}，例如消息 {{example}}）。",
    effect: "它们作为事件保留，但预测看不到其中的购买、付款或评价。",
    todo: "请在跟踪 API 的参考文档中查看原因，在发送处修正后重新发送。",
  },
  "shared-devices": {
    what: "有 {{count, number}} 台设备上登录过多位客户；设备归第一位客户。",
    effect: "登录前的访问行为可能会算到同一家庭的另一个人身上。",
    todo: "如果设备确实共用，则无需处理。如果是收银台或测试设备，请在每次退出登录时重置访客标识。",
  },
  "product-names": {
    what: "有 {{count, number}} 个商品编码对应多个名称（{{share, percent(digits: 1)}}）。",
    effect: "一个编码按一种商品计算，显示最新的名称。",
    todo: "如果不同商品共用编码，请分别编码。",
  },
  "unnamed-products": {
    what: "有 {{count, number}} 种商品没有名称（{{share, percent(digits: 1)}}）。",
    effect: "预测不受影响，列表里只能显示编码。",
    todo: "请导入带名称的商品表：kindred import FILE --as products。",
  },
  "uncategorised-products": {
    what: "有 {{count, number}} 种商品没有类别（{{share, percent}}）。",
    effect: "与类别有关的内容只能看到一部分购买。",
    todo: "请导入带类别的商品表：kindred import FILE --as products。",
  },
  "without-orders": {
    what: "有 {{count, number}} 位客户没有订单（{{share, percent(digits: 1)}}）。",
    effect: "他们暂时不属于任何分群，也没有预测。",
    todo: "如果是潜在客户或只有取消记录，则无需处理；否则请检查他们的订单是否缺失。",
  },
  "payments-without-order": {
    what: "{{named, number}} 笔付款中有 {{count, number}} 笔（{{share, percent}}）对应的订单不在数据里，例如 {{example}}。",
    effect: "无法把付款或欠款与所购内容对应起来。",
    todo: "请导入缺失的订单，并确保两个文件中订单号的写法一致。",
  },
  "unlisted-buyers": {
    what: "{{buyers, number}} 位买家中有 {{count, number}} 位（{{share, percent}}）不在客户名单里，例如 {{example}}。",
    effect: "对他们只知道购买记录，预测的把握较小。",
    todo: "请完整导出客户名单，并确保订单与名单使用同一套客户编号。",
  },
  "shared-identities": {
    what: "有 {{count, number}} 个邮箱或电话同时属于多位客户，共涉及 {{customers, number}} 位，例如 {{example}}。",
    effect: "同一个人用多个编号，看起来就像好几位很少购买的客户。",
    todo: "请在身份页面查看合并建议，把属于同一个人的合并起来。",
  },
  "impossible-values": {
    payments:
      "有 {{count, number}} 笔付款（{{share, percent(digits: 1)}}）金额为零或负数，例如 {{example}}。",
    reviews: "有 {{count, number}} 个评分（{{share, percent(digits: 1)}}）不可能出现，例如 {{example}}。",
    attributes: "有 {{count, number}} 个年龄（{{share, percent(digits: 1)}}）不可能出现，例如 {{example}}。",
    effect: "少数这样的值就会拉偏平均数，掩盖该列的真实含义。",
    todo: "请在源头更正或留空，然后重新导入文件。",
  },
  "import-volume": {
    fewer: "最近一次导入 {{table}}（{{example}}）只有 {{count, number}} 行，平时约 {{usual, number}} 行。",
    more: "最近一次导入 {{table}}（{{example}}）多达 {{count, number}} 行，平时约 {{usual, number}} 行。",
    effect: "导出不完整，看起来像客户沉寂；重复导出，则像生意猛增。",
    todo: "请确认导出是否完整、时间范围是否与平时一致。如果没问题，则无需处理。",
  },
  "import-gaps": {
    what: "最近一次导入（{{example}}）中有 {{share, percent}} 的行没有 {{column}}，以前为 {{usual, percent}}。",
    effect: "依赖这一列的内容只能看到部分最新数据。",
    todo: "请检查该列是否改名或漏导，并用 --map 重新导入文件。",
  },
  "import-new-values": {
    what: "最近一次导入的 {{column}} 出现了从未有过的值：{{example}}，占其行数的 {{share, percent(digits: 1)}}。",
    effect: "如果只是写法不同，同一事物会被拆成两个；如果真是新的，则还没有历史。",
    todo: "如果是另一种写法，请在源头更正；如果确实是新值，则无需处理。",
  },
  "after-outcome": {
    what: "仅凭“{{name}}”就能看出谁已 {{days, number}} 天没有下单（{{share, percent}} 的配对判断正确），尤其是“{{example}}”：它像是事后才记录的。",
    effect: "用它学习的预测，对过去很准，对未来却看不见。",
    todo: "请连同得知它的日期一起导入，或者不要使用它。",
  },
  ready: {
    noOrders: "还没有订单。",
    history:
      "订单跨度为 {{historyDays, number}} 天，需要 {{neededDays, number}} 天：一段用于回看，{{horizonDays, number}} 天用于学习，之后两段各 {{horizonDays, number}} 天用于检验。",
    enoughAt: "如果订单持续到 {{at, date}}，届时就够了。",
    churn: {
      possible:
        "{{historyDays, number}} 天的订单足以学习，并用之后的数据检验两次；其中人数最少的一段，{{customers, number}} 位活跃客户中有 {{away, number}} 位流失、{{back, number}} 位留下。",
      few: "人数太少，无法区分流失与留下：在用于学习和检验的各段中，最少的一段里 {{customers, number}} 位活跃客户有 {{away, number}} 位流失、{{back, number}} 位留下。两者都至少需要 {{enough, number}} 位。更长的历史和更多客户会有帮助。",
    },
    value: {
      possible:
        "{{historyDays, number}} 天的订单足以学习，并用之后的数据检验两次；其中人数最少的一段，{{customers, number}} 位客户中有 {{back, number}} 位再次购买。",
      few: "再次购买的人太少：在用于学习和检验的各段中，最少的一段里 {{customers, number}} 位客户只有 {{back, number}} 位。至少需要 {{enough, number}} 位。更长的历史和更多客户会有帮助。",
    },
    later: {
      frequency: "本版本尚不预测。它将需要在多天下过单的客户；目前有 {{count, number}} 位。",
      conversion:
        "若客户表中有一列记录了结果，即可预测。从其他记录尚不能预测：它将需要带有得知日期、在首单之前已知或尚未下单的联系人；目前有 {{count, number}} 位。",
      purchase:
        "若客户表中有一列记录了结果，即可预测。从其他记录尚不能预测：它将需要以事件形式记录的页面访问；目前有 {{count, number}} 条。",
      overdue:
        "若客户表中有一列记录了结果，即可预测。从其他记录尚不能预测：它将需要带有到期日和付款日的账款；目前有 {{count, number}} 条。",
      response:
        "若客户表中有一列记录了结果，即可预测。从其他记录尚不能预测：它将需要已发送的消息及其结果；目前有 {{count, number}} 条。",
      column:
        "可根据记录了结果的客户字段及其他字段预测；目前有 {{count, number}} 个字段。下一步：kindred goal add NAME --kind column --outcome column=value",
    },
  },
};
