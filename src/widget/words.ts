import { formatBytes, formatMessage, spokenLanguage } from '../domain/text/format.ts';
import type { Language, Message, Params } from '../domain/text/format.ts';

/** Names of the widget's sentences. */
export type Word =
  | 'photo'
  | 'caption'
  | 'suggest'
  | 'suggestOnce'
  | 'stop'
  | 'private'
  | 'tags'
  | 'own'
  | 'add'
  | 'remove'
  | 'removed'
  | 'starting'
  | 'downloading'
  | 'reading'
  | 'found'
  | 'none'
  | 'notATag'
  | 'full'
  | 'required'
  | 'memory';

const en: Readonly<Record<Word, Message>> = {
  photo: 'Photo',
  caption: 'Caption',
  suggest: 'Suggest hashtags',
  suggestOnce: 'Suggest hashtags (downloads {size}, once)',
  stop: 'Stop',
  private: 'Read on this device; nothing is uploaded.',
  tags: 'Hashtags',
  own: 'Your own tag',
  add: 'Add',
  remove: 'Remove {tag}',
  removed: 'Removed {tag}',
  starting: 'Getting ready…',
  downloading: 'Downloading, once: {received} of {total}',
  reading: 'Reading on this device…',
  found: { one: '{count} hashtag suggested', other: '{count} hashtags suggested' },
  none: 'Nothing fits well enough. Say a little more in the caption, or type your own tag.',
  notATag: 'A tag needs a letter, and no spaces or signs. Try it without them.',
  full: '{platform} takes no more than {cap}. Remove a tag first.',
  required: 'At least one hashtag is needed. Press “Suggest hashtags”, or type your own.',
  memory: 'This browser does not let the page store anything, so past posts do not count here.',
};

/** Sentences in place of the widget's own: `{…}` stands for what the widget puts there; one text, or a form for each plural. */
export type WidgetMessages = Readonly<Partial<Record<Word, Message>>>;

const uk: Readonly<Record<Word, Message>> = {
  photo: 'Фото',
  caption: 'Підпис',
  suggest: 'Запропонувати хештеги',
  suggestOnce: 'Запропонувати хештеги (раз завантажить {size})',
  stop: 'Зупинити',
  private: 'Читається на цьому пристрої; нічого не надсилається.',
  tags: 'Хештеги',
  own: 'Ваш власний тег',
  add: 'Додати',
  remove: 'Прибрати {tag}',
  removed: 'Прибрано {tag}',
  starting: 'Готуємося…',
  downloading: 'Завантажуємо, один раз: {received} із {total}',
  reading: 'Читаємо на цьому пристрої…',
  found: {
    one: 'Запропоновано {count} хештег',
    few: 'Запропоновано {count} хештеги',
    many: 'Запропоновано {count} хештегів',
    other: 'Запропоновано {count} хештега',
  },
  none: 'Ніщо не пасує достатньо добре. Скажіть трохи більше в підписі або введіть свій тег.',
  notATag: 'У тегу має бути літера і не може бути пробілів та знаків. Спробуйте без них.',
  full: '{platform} бере не більше ніж {cap}. Спершу приберіть якийсь тег.',
  required: 'Потрібен хоча б один хештег. Натисніть «Запропонувати хештеги» або введіть свій.',
  memory: 'Цей браузер не дає сторінці нічого зберігати, тож минулі дописи тут не враховуються.',
};

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Word, Message>>>> = { en, uk };

/** The widget's words in one language. */
export interface Words {
  readonly language: Language;
  say(word: Word, params?: Params): string;
  bytes(bytes: number): string;
}

/**
 * In the language of `tag`, else English.
 * @param tag a BCP 47 language tag, e.g. `uk-UA`
 * @param own sentences that a page puts in their place
 */
export function wordsFor(tag: string, own: WidgetMessages = {}): Words {
  const language = spokenLanguage([tag]);
  return {
    language,
    say: (word, params) => formatMessage(language, own[word] ?? CATALOGUES[language][word], params),
    bytes: (bytes) => formatBytes(language, bytes),
  };
}

/** For the test that compares the languages. */
export const WIDGET_CATALOGUES = CATALOGUES;
