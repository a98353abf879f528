import type { Message } from '../../../../domain/text/format.ts';
import type { listEn } from '../en/list.ts';

/** Ukrainian of {@link listEn}. */
export const listUk: Readonly<Record<keyof typeof listEn, Message>> = {
  'list.title': 'Мій список',
  'list.hint':
    'Ваші власні хештеги, до {most}: вставлені сюди або з текстового файлу чи таблиці. Відтоді вони пропонуються там, де їхні назви пасують до підпису, щонайбільше два.',
  'list.field': 'Хештеги мого списку',
  'list.example': '#ЗолотаГодина, вулична фотографія: через кому або з нового рядка',
  'list.count': { one: '{count} хештег', few: '{count} хештеги', many: '{count} хештегів', other: '{count} хештегу' },
  'list.beyond': {
    one: '{count} хештег зайвий, його пропущено.',
    few: '{count} хештеги зайві, їх пропущено.',
    many: '{count} хештегів зайві, їх пропущено.',
    other: '{count} хештегу зайві, їх пропущено.',
  },
  'list.save': 'Зберегти список',
  'list.file': 'Додати з файлу',
  'list.fileOf': 'Файл із хештегами',
  'list.export': 'Зберегти як файл',
  'list.clear': 'Очистити список',
  'list.saved': {
    one: 'У вашому списку {count} хештег.',
    few: 'У вашому списку {count} хештеги.',
    many: 'У вашому списку {count} хештегів.',
    other: 'У вашому списку {count} хештегу.',
  },
  'list.cleared': 'Ваш список порожній.',
  'list.none': 'Хештегів тут немає.',
  'list.unreadable': 'Цей файл не вдалося прочитати як текст. Збережіть його як текст UTF-8 чи CSV і виберіть ще раз.',
  'list.reading': 'Читаємо їхні назви: {done} з {of}. Прочитані вже пропонуються.',
};
