import type { Message } from '../../../../domain/text/format.ts';
import type { altTextEn } from '../en/alt-text.ts';

/** Ukrainian of {@link altTextEn}. */
export const altTextUk: Readonly<Record<keyof typeof altTextEn, Message>> = {
  'alt.label': 'Опис фото (alt)',
  'alt.draft': 'Чернетка з вашого підпису й тегів, а не опис побаченого. Змініть її так, щоб вона казала, що на фото.',
  'alt.own': 'Ваш опис. Він іде разом із фото для тих, хто його не бачить.',
  'alt.none': 'Порожньо: з фото нічого не піде.',
  'alt.again': 'Знову чернетка',
  'alt.copy': 'Копіювати опис',
  'alt.copied': 'Опис скопійовано',
  'alt.takenBy': 'Опис фото (alt) для {platforms}',
  'facts.open': 'Місце й дата фото',
  'facts.title': 'Що каже файл фото',
  'facts.reading': 'Читаємо файл…',
  'facts.none': 'У цьому файлі не записано ні місця, ні дати.',
  'facts.date': 'Знято {date}',
  'facts.written': 'Так записано у файлі.',
  'facts.near': 'Місто в точці, яку називає файл, не далі як за {km} км від його центру; знайдено на цьому пристрої.',
  'facts.farAway': 'Файл називає точку, далеку від усіх відомих тут міст.',
  'facts.addTags': 'Додати {tags}',
  'facts.addCaption': 'Написати в підпис',
  'facts.added': 'Додано',
  'facts.kept':
    'Прочитано щойно, на цьому пристрої. Нічого з цього не зберігається й не копіюється, якщо ви тут цим не скористаєтеся.',
};
