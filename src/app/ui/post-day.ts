import { isDated } from '../../domain/post/post.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { Locale } from '../i18n/locale.ts';

/** A kept post as it is called where its picture does not say: by its day. */
export function postOfDay({ t, date }: Pick<Locale, 't' | 'date'>, post: Pick<SavedPost, 'createdAt'>): string {
  return isDated(post) ? t('history.from', { date: date(post.createdAt) }) : t('history.fromNoDay');
}

/** By its caption, else by its day. */
export function postName(locale: Pick<Locale, 't' | 'date'>, post: Pick<SavedPost, 'caption' | 'createdAt'>): string {
  return post.caption.trim() === '' ? postOfDay(locale, post) : post.caption;
}
