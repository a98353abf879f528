import type { Message } from '../../domain/format.ts';
import type { aroundEn } from './around-en.ts';

/** Ukrainian of {@link aroundEn}. */
export const aroundUk: Readonly<Record<keyof typeof aroundEn, Message>> = {
  'tagLanguage.label': 'Мова тегів',
  'tagLanguage.english': 'Англійські теги',
  'tagLanguage.caption': 'Мовою підпису',
  'tagLanguage.both': 'Обома мовами',
  'sheet.open': 'Усі платформи',
  'sheet.title': 'Для кожної платформи',
  'sheet.form': 'Що копіювати',
  'sheet.form.tags': 'Теги',
  'sheet.form.caption-and-tags': 'Підпис і теги',
  'sheet.form.first-comment': 'Теги першим коментарем',
  'sheet.count': '{count} з {cap}',
  'sheet.countUsual': {
    one: '{count} тег',
    few: '{count} теги',
    many: '{count} тегів',
    other: '{count} тега',
  },
  'sheet.length': '{used} з {limit} знаків',
  'sheet.copy': 'Копіювати',
  'sheet.copyFor': 'Копіювати для {platform}',
  'sheet.copyPost': 'Копіювати допис',
  'sheet.copyPostFor': 'Копіювати допис для {platform}',
  'sheet.copyComment': 'Копіювати коментар',
  'sheet.copyCommentFor': 'Копіювати перший коментар для {platform}',
  'sheet.copied': 'Скопійовано',
  'sheet.copiedFor': 'Скопійовано для {platform}',
  'sheet.left.over-cap': '{platform} більше не бере: {tags}',
  'sheet.left.no-room': 'Не вмістилися в текст: {tags}',
  'sheet.left.unfit': '{platform} таких не пише: {tags}',
  'sheet.none': 'Жоден тег сюди не підходить.',
  'sheet.post': 'Допис',
  'sheet.comment': 'Перший коментар',
  'sheet.noCaption': 'Без підпису',
};
