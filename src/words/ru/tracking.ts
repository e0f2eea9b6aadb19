/** Why an event of the tracking API was not stored, and what to do about it. */
export const tracking = {
  rejected: {
    "not-an-object": "Не сохранено: событие не является объектом JSON.",
    "type-unknown": "Не сохранено: «{{value}}» — не вызов из спецификации Segment.",
    "no-id": "Не сохранено: у события нет ни userId, ни anonymousId, и неизвестно, чьё оно.",
    "id-unusable": "Не сохранено: в {{column}} стоит «{{value}}», это не идентификатор человека.",
    "id-too-long": "Не сохранено: {{column}} длиннее 300 символов.",
    "event-missing": "Не сохранено: вызову track нужно имя события.",
    "alias-incomplete": "Не сохранено: вызову alias нужны userId и previousId.",
    "time-unreadable": "Не сохранено: время «{{value}}» не читается.",
    "too-far-ahead": "Не сохранено: {{value}} — больше чем на 24 часа в будущем.",
    "too-late": "Не сохранено: {{value}} — больше 30 дней назад.",
    "event-too-large": "Не сохранено: событие больше 32 КБ.",
    "consent-withdrawn": "Не сохранено: этот человек отозвал согласие.",
  },
  hints: {
    "not-an-object": "Отправляйте каждое событие объектом с полями type, userId или anonymousId и так далее.",
    "type-unknown": "Используйте identify, track, page, screen, group или alias.",
    "no-id": "Отправляйте anonymousId посетителя, а после входа — и userId.",
    "id-unusable":
      "Найдите, где клиент отправляет поле до того, как узнал идентификатор, и не заполняйте его там.",
    "id-too-long": "Отправляйте короткий постоянный идентификатор, например ключ человека в вашей базе.",
    "event-missing": "Заполните `event`, например «Order Completed».",
    "alias-incomplete": "Отправьте оба идентификатора человека.",
    "time-unreadable": "Пишите время по ISO 8601, например 2026-11-25T10:00:00Z.",
    "too-far-ahead": "Проверьте часы устройства или сервера, который отправляет события.",
    "too-late": "Историю загружайте через /v1/import или с context.historical, равным true.",
    "event-too-large": "Уберите лишнее, например целые страницы или картинки.",
    "consent-withdrawn":
      "Делать ничего не нужно. Если человек снова согласится, отправьте identify с полем consent: «given».",
  },
};
