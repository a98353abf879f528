import type { Message } from '../../domain/format.ts';

/** Messages of several posts at once, Ukrainian. */
export const queueUk = {
  'queue.delete': 'Видалити {name}',
  'queue.label': 'Дописи',
  'queue.post': 'Допис {place}',
  'queue.blank': 'порожній',
  'queue.waiting': 'чекає',
  'queue.working': 'читається',
  'queue.done': 'готово',
  'queue.failed': 'не прочитано',
  'queue.cancel': 'Не читати {name}',
  'queue.progress': 'Готово {done} з {count}',
  'queue.paused': 'Пауза: готово {done} з {count}',
  'queue.bar': 'Прочитано дописів',
  'queue.pause': 'Пауза',
  'queue.goOn': 'Продовжити',
  'queue.stop': 'Решту не читати',
  'queue.retry': {
    one: 'Прочитати {count} зупинений допис',
    few: 'Прочитати {count} зупинені дописи',
    many: 'Прочитати {count} зупинених дописів',
    other: 'Прочитати {count} зупиненого допису',
  },
  'queue.unread': {
    one: '{count} не вдалося прочитати',
    few: '{count} не вдалося прочитати',
    many: '{count} не вдалося прочитати',
    other: '{count} не вдалося прочитати',
  },
  'queue.saveFailed': 'Файл не вдалося створити. Спробуйте ще раз або виберіть CSV.',
  'queue.copyAll': 'Копіювати все',
  'queue.saveAs': 'Зберегти як',
  'queue.copied': {
    one: 'Скопійовано теги {count} допису',
    few: 'Скопійовано теги {count} дописів',
    many: 'Скопійовано теги {count} дописів',
    other: 'Скопійовано теги {count} допису',
  },
} as const satisfies Readonly<Record<string, Message>>;
