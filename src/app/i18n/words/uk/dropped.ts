import type { Message } from '../../../../domain/text/format.ts';

/** Messages of what is dropped or pasted, Ukrainian. */
export const droppedUk = {
  'dropped.folder': {
    one: '{count} фото з «{name}»',
    few: '{count} фото з «{name}»',
    many: '{count} фото з «{name}»',
    other: '{count} фото з «{name}»',
  },
  'dropped.emptyFolder': 'У «{name}» немає фото.',
  'dropped.unread': {
    one: 'Не вдалося прочитати {count} файл або теку в ній. Виберіть їх окремо.',
    few: 'Не вдалося прочитати {count} файли або теки в ній. Виберіть їх окремо.',
    many: 'Не вдалося прочитати {count} файлів або тек у ній. Виберіть їх окремо.',
    other: 'Не вдалося прочитати {count} файлу або теки в ній. Виберіть їх окремо.',
  },
  'dropped.address':
    'Це адреса іншого сайту, а звідти нічого не завантажується. Спершу збережіть зображення, тоді перетягніть сюди файл.',
  'dropped.text': 'Слова стали підписом.',
  'dropped.notPhoto': '«{name}» — не фото. Нічого не змінено.',
  'dropped.posts': '«{name}» — не фото. Якщо там дописи, їх можна перенести на сторінці «Ваші дані».',
  'dropped.bringIn': 'Переглянути',
} as const satisfies Readonly<Record<string, Message>>;
