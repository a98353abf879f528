import { createContext, useContext } from 'react';
import { catalogueOf } from './catalogues.ts';
import type { Catalogue } from './catalogues.ts';
import { formatBytes, formatMessage, formatNumber, spokenLanguage } from '../../domain/text/format.ts';
import type { Language, Params } from '../../domain/text/format.ts';

export type MessageKey = keyof Catalogue;

/** Everything a component needs to speak: messages, numbers, bytes and dates of one language. */
export interface Locale {
  readonly language: Language;
  readonly t: (key: MessageKey, params?: Params) => string;
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly bytes: (bytes: number) => string;
  readonly date: (iso: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** Of a loaded language ({@link loadCatalogue}). `region` is the browser's own form of the language (`en-GB`): dates are written as they are there. */
export function createLocale(language: Language, region: string = language): Locale {
  const dates = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', year: 'numeric' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    language,
    // Looked up when it is said: the words of a part come with the part.
    t: (key, params) => formatMessage(language, catalogueOf(language)[key], params),
    number: (value, options) => formatNumber(language, value, options),
    bytes: (bytes) => formatBytes(language, bytes),
    date: (iso) => dates.format(new Date(iso)),
    list: (items) => lists.format(items),
  };
}

/** The language to start with: the person's choice, else the first of the browser's that we speak. */
export function chooseLanguage(wanted: 'auto' | Language, browser: readonly string[]): Language {
  return wanted === 'auto' ? spokenLanguage(browser) : wanted;
}

/** The browser's first form of a language, the plain language where it has none. */
export function regionOf(language: Language, browser: readonly string[]): string {
  return browser.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

export const LocaleContext = createContext<Locale>(createLocale('en'));

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
