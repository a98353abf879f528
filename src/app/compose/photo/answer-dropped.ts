import '../../i18n/more-words.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { AppModel } from '../../model.ts';
import { hrefOf } from '../../router.ts';
import type { Toast } from '../../stores/toast-store.ts';
import { holdsPosts } from './dropped.ts';
import type { Dropped } from './dropped.ts';

interface Answering extends Pick<AppModel, 'compose' | 'toasts' | 'handed'> {
  readonly t: Locale['t'];
  /** The button that takes back the act before it. */
  readonly undo: () => NonNullable<Toast['action']>;
}

/** The answer to what is no single photo: photos of a folder are taken, words become a caption, the rest is explained. */
export function answerDropped(dropped: Dropped, { compose, toasts, handed, t, undo }: Answering): void {
  switch (dropped.kind) {
    case 'files':
      compose.addPhotos(dropped.files);
      return;
    case 'folder':
      compose.addPhotos(dropped.files);
      if (dropped.files.length === 0) toasts.show(t('dropped.emptyFolder', { name: dropped.name }));
      else toasts.show(t('dropped.folder', { count: dropped.files.length, name: dropped.name }), undo());
      return;
    case 'others': {
      const posts = dropped.files.filter(holdsPosts);
      const name = (posts[0] ?? dropped.files[0])?.name ?? '';
      if (posts.length === 0) {
        toasts.show(t('dropped.notPhoto', { name }));
        return;
      }
      const bringIn = (): void => {
        handed.set(posts);
        window.location.hash = hrefOf('data');
      };
      toasts.show(t('dropped.posts', { name }), { label: t('dropped.bringIn'), run: bringIn });
      return;
    }
    case 'address':
      toasts.show(t('dropped.address'));
      return;
    case 'text':
      compose.addPhotos([], dropped.text);
      toasts.show(t('dropped.text'), undo());
  }
}
