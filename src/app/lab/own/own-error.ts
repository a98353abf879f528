import type { Locale } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import type { OwnKey } from './own-words.ts';
import type { Params } from '../../../domain/text/format.ts';

/** What is said when posts or a saved network cannot be used; everything else as anywhere on the page. */
export function ownErrorText(
  locale: Locale,
  w: (key: OwnKey, params?: Params) => string,
  error: ShownError,
  of: 'posts' | 'network' | 'training',
): string {
  if (of === 'training' && error.code === 'usage' && 'train' in error.details)
    return w('error.tooLittle', error.details);
  if (of === 'posts' && error.code === 'archive-unknown') return w('error.posts');
  if (of === 'network' && ['archive-unknown', 'model-altered', 'model-invalid'].includes(error.code))
    return w('error.network');
  return errorText(locale, error);
}
