import type { AppModel } from '../model.ts';
import { chooseLanguage, createLocale } from '../i18n/locale.ts';
import { ownCaches } from '../forget/own-caches.ts';
import { takeShare } from './shared-post.ts';

/**
 * What another app shared becomes posts of their own in compose: nothing that was begun is changed by it, and nothing is kept before
 * the person presses “Keep”.
 */
export async function openShare({
  compose,
  drafts,
  settings,
  toasts,
}: Pick<AppModel, 'compose' | 'drafts' | 'settings' | 'toasts'>): Promise<void> {
  const share = await takeShare(window, ownCaches());
  if (share === null) return;
  const { t } = createLocale(chooseLanguage(settings.get().language, navigator.languages));
  if (share === 'failed') toasts.show(t('share.failed'));
  else if (share === 'foreign') toasts.show(t('share.foreign'));
  else {
    compose.newPost();
    compose.addPhotos(share.photos, share.text);
    toasts.show(t('share.arrived'));
    await drafts.flush();
    await share.taken();
  }
}
