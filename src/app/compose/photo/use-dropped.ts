import { useCallback } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { Dropped } from './dropped.ts';
import { useModel } from '../../model.ts';
import { useUndo } from '../../ui/use-undo.ts';

/** The answer to what was dropped or pasted: photos are taken, words become a caption, an address is explained. */
export function useDropped(): (dropped: Dropped) => void {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const { button } = useUndo();
  return useCallback(
    (dropped) => {
      switch (dropped.kind) {
        case 'files':
          compose.addPhotos(dropped.files);
          return;
        case 'folder':
          compose.addPhotos(dropped.files);
          if (dropped.files.length === 0) toasts.show(t('dropped.emptyFolder', { name: dropped.name }));
          else toasts.show(t('dropped.folder', { count: dropped.files.length, name: dropped.name }), button());
          return;
        case 'address':
          toasts.show(t('dropped.address'));
          return;
        case 'text':
          compose.addPhotos([], dropped.text);
          toasts.show(t('dropped.text'), button());
      }
    },
    [compose, toasts, button, t],
  );
}
