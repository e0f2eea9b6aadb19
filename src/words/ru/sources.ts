/** Источники, которые синхронизируются снова и снова. */
export const sources = {
  added: "Источник «{{name}}» сохранён; он наполняет {{table}}. Пока ничего не получено.",
  addedHttp: "Источник «{{name}}» сохранён. Ключ записи показывается только сейчас: {{key}}",
  noCursor:
    "Нет --cursor: каждая синхронизация читает всё. Укажите столбец, который меняется вместе со строкой, например updated_at, и читаться будут только изменения.",
  nextSync: "Получить данные: kindred source sync {{name}}",
  none: "Источников пока нет. Добавьте: kindred source add.",
  synced:
    "{{source}}: получено строк {{received, number}} = сохранено {{stored, number}} + повторов {{duplicates, number}} + отклонено {{rejected, number}}.",
  removed: "Там больше нет, и здесь с этого момента отменено: {{removed, number}}.",
  forgotten: "Источник «{{name}}» забыт. Полученные данные остаются.",
  columns: {
    name: "источник",
    kind: "вид",
    table: "таблица",
    asOf: "на момент (UTC)",
    received: "получено",
    stored: "сохранено",
    duplicates: "повторы",
    rejected: "отклонено",
    removed: "отменено",
  },
};
