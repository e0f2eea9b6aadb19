export const commands = {
  percent: "{{share, percent}}",
  figure: "{{x, number(maximumFractionDigits: 4)}}",
  import: {
    account:
      "{{table}}: получено строк {{received, number}} = сохранено {{stored, number}} + повторов {{duplicates, number}} + отклонено {{rejected, number}}.",
    rows: "строк",
    what: "что с ними сделано",
    mapping: "Использованные столбцы: {{mapping}}.",
    rejects: "Отклонённые строки с причинами: {{file}}",
    unmapped: "Остальные столбцы: {{columns}}.",
    format: "Формат: {{format}}",
    nothingStored: "Это предпросмотр: ничего не сохранено.",
    fileDone:
      "{{file}}: строк {{received, number}}, сохранено {{stored, number}}, повторов {{duplicates, number}}, отклонено {{rejected, number}}.",
    fileKnown: "{{file}}: уже загружен, второй раз ничего не сохранено.",
    fileFailed: "{{file}}: не загружен. {{why}}",
    skipped: "Файлы без таблиц пропущены: {{files}}.",
  },
  replay: {
    done: "Повторно прочитано отклонённых строк: {{tried, number}} = сохранено {{stored, number}} + уже были {{duplicates, number}} + снова отклонено {{stillRejected, number}}.",
    one: "Импорт {{importId}} ({{table}}, {{file}}): прочитано {{tried, number}}, сохранено {{stored, number}}, уже были {{duplicates, number}}, снова отклонено {{stillRejected, number}}.",
    account:
      "    Теперь его счёт: получено строк {{received, number}} = сохранено {{stored, number}} + повторы {{duplicates, number}} + отклонено {{rejected, number}}.",
    events:
      "События источника {{source}}: прочитано {{tried, number}}, сохранено {{stored, number}}, уже были {{duplicates, number}}, снова отклонено {{stillRejected, number}}.",
    none: "Отклонённых строк нет.",
  },
  template: {
    done: "Файл {{file}} готов: заполните его и загрузите командой kindred import {{file}} --as {{table}}. Столбцы: {{columns}}.",
  },
  backup: {
    done: "Копия цела и проверена чтением: {{file}} ({{mb, number}} МБ, формат {{version}}). Восстановить: kindred restore {{file}} --workspace НОВАЯ_ПАПКА",
    restored:
      "Восстановлено в {{workspace}}: импортов {{imports, number}}, заказов {{orders, number}}, событий {{events, number}}. Дальше: kindred refresh",
    replaced: "Прежние данные сохранены в {{kept}}.",
  },
  check: {
    table: "таблица",
    rows: "строк",
    from: "с",
    until: "по",
    example: "Например: {{example}}",
    score: "оценка",
    lost: "снято баллов",
    possible: "возможно",
    notYet: "пока нет",
  },
  segment: { name: "группа", size: "клиентов", revenueShare: "доля выручки" },
  goal: {
    added: "Цель «{{name}}» ({{kind}}, на {{days}} дн. вперёд) задана. Дальше: kindred train {{name}}",
    none: "Целей пока нет. `kindred train` создаст две обычные: отток и ценность.",
    untrained: "{{name}} ({{kind}}, на {{days}} дн. вперёд): ещё не обучена",
    published: "{{name}} ({{kind}}, на {{days}} дн. вперёд): опубликована",
    refused: "{{name}} ({{kind}}, на {{days}} дн. вперёд): не опубликована",
  },
  score: {
    done: "{{goal}}: оценено клиентов — {{scored, number}}, на {{asOf, date}}.",
    none: "Ни у одной цели ещё нет опубликованной модели, поэтому никто не оценён. Дальше: kindred train",
  },
  refresh: {
    done: "Готово оценок: {{scored, number}}, действий: {{actions, number}}. Дальше: kindred serve",
  },
  explain: {
    probability:
      "{{goal}}, клиент {{customer}}: {{value, percent(digits: 1)}} (выше, чем у {{score, number(maximumFractionDigits: 0)}} из 100 клиентов).",
    money:
      "{{goal}}, клиент {{customer}}: {{value, money}}, в 8 случаях из 10 от {{low, money}} до {{high, money}} (выше, чем у {{score, number(maximumFractionDigits: 0)}} из 100 клиентов).",
  },
  export: { done: "Записано строк: {{rows, number}}, файл {{file}}." },
  serve: { ready: "Панель открыта по адресу {{url}} (Ctrl-C останавливает её)." },
  demo: {
    serving: "Панель {{url}} наполняется, пока обрабатывается пример магазина.",
    done: "Готово за {{seconds, number}} с: клиентов — {{customers, number}}, действий — {{actions, number}}.",
  },
  doctor: {
    ok: "в порядке",
    warning: "внимание",
    error: "сбой",
    runtime: "Kindred работает на Node {{version}}.",
    runtimeOld:
      "Node {{version}} слишком старый. Запускайте Kindred через `npm run` или `node bin/kindred.mjs`.",
    kernels: "Собрано вычислительных ядер: {{count}}.",
    kernelsMissing: "Вычислительные ядра не собраны. Выполните `npm run prepare`.",
    dashboard: "Панель собрана.",
    dashboardMissing: "Панель не собрана. Выполните `npm run prepare`.",
    disk: "Свободно {{free, number}} МБ на диске {{workspace}}.",
    diskLow:
      "Свободно только {{free, number}} МБ на диске {{workspace}}. Освободите место: ниже {{need, number}} МБ Kindred не пишет.",
    workspace:
      "Рабочая папка {{workspace}} открывается: клиентов — {{customers, number}}, заказов — {{orders, number}}.",
    workspaceNew: "В {{workspace}} ещё нет рабочей папки. Её создаст `kindred import` или `kindred demo`.",
  },
  recommend: { product: "товар", name: "название", why: "почему" },
  forecast: {
    amount: "{{amount, money}}",
    week: "неделя с",
    expected: "ожидается",
    low: "нижняя граница",
    high: "верхняя граница",
  },
};
