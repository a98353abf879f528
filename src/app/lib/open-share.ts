import type { AppModel } from '../model.ts';
import { chooseLanguage, createLocale } from '../i18n/locale.ts';
import { ownCaches } from './own-caches.ts';
import { takeShare } from './shared-post.ts';

/** What another app shared lands in compose; several photos become the queue. */
export async function openShare({
  compose,
  settings,
  toasts,
}: Pick<AppModel, 'compose' | 'settings' | 'toasts'>): Promise<void> {
  const share = await takeShare(window, ownCaches());
  if (share === null) return;
  if (share === 'failed') {
    toasts.show(createLocale(chooseLanguage(settings.get().language, navigator.languages)).t('share.failed'));
    return;
  }
  compose.addPhotos(share.photos, share.text);
}
