import type { Language } from '../text/format.ts';

/** Files that are no photos, as they are named in a sentence: “it looks like {kind}” / «схоже на {kind}». */
export const FILE_KINDS = {
  'PDF document': { en: 'a PDF', uk: 'документ PDF' },
  'ZIP archive or an Office document': {
    en: 'a ZIP archive or an Office document',
    uk: 'архів ZIP або документ Office',
  },
  'ZIP archive': { en: 'a ZIP archive', uk: 'архів ZIP' },
  'RAR archive': { en: 'a RAR archive', uk: 'архів RAR' },
  '7-Zip archive': { en: 'a 7-Zip archive', uk: 'архів 7-Zip' },
  'gzip archive': { en: 'a gzip archive', uk: 'архів gzip' },
  video: { en: 'a video', uk: 'відео' },
  'sound recording': { en: 'a sound recording', uk: 'звукозапис' },
  program: { en: 'a program', uk: 'програму' },
  database: { en: 'a database', uk: 'базу даних' },
  'old Office document': { en: 'an old Office document', uk: 'старий документ Office' },
  font: { en: 'a font', uk: 'шрифт' },
  'web page': { en: 'a web page', uk: 'вебсторінку' },
  'JSON text': { en: 'JSON', uk: 'JSON' },
  text: { en: 'plain text', uk: 'простий текст' },
  'file of an unknown kind': { en: 'a file of an unknown kind', uk: 'файл невідомого виду' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type FileKind = keyof typeof FILE_KINDS;

/** A kind in the person's language; a name that a newer engine gave stays as it is. */
export function fileKindIn(language: Language, kind: string): string {
  return Object.hasOwn(FILE_KINDS, kind) ? FILE_KINDS[kind as FileKind][language] : kind;
}
