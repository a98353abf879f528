import { formatMessage } from '../../../domain/text/format.ts';
import type { Language, Message, Params } from '../../../domain/text/format.ts';
import { useLocale } from '../../i18n/locale.ts';
import { labEn } from './words-en.ts';
import { labUk } from './words-uk.ts';

export type LabKey = keyof typeof labEn;

const WORDS: PartWords<LabKey> = { en: labEn, uk: labUk };

/** The Lab's words in the page's language, and its numbers as the literature writes them (.432). */
export interface LabWords {
  readonly w: (key: LabKey, params?: Params) => string;
  /** A share with three digits, without its zero. */
  readonly share: (value: number) => string;
  /** The same with its sign. */
  readonly signed: (value: number) => string;
}

/** Words of a part of the Lab that come with its file, English and Ukrainian. */
export type PartWords<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, Message>>>>;

/** The same for a part of the Lab, in the page's language. */
export function usePartWords<Key extends string>(words: PartWords<Key>): (key: Key, params?: Params) => string {
  const { language } = useLocale();
  return (key, params) => formatMessage(language, words[language][key], params);
}

export function useLabWords(): LabWords {
  return {
    w: usePartWords(WORDS),
    share: shareText,
    signed: (value) => (value < 0 ? '−' : '+') + shareText(Math.abs(value)),
  };
}

/** `.432`; with 1 in front where it is one. */
export function shareText(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}
