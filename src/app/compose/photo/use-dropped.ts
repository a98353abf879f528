import { useCallback } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { Dropped } from './dropped.ts';
import { useModel } from '../../model.ts';
import { hrefOf } from '../../router.ts';
import { useUndo } from '../../ui/undo/use-undo.ts';

/**
 * What was dropped or pasted: photos are taken; whatever else it was is answered, by code that comes when it is needed.
 * @param elsewhere another view is open than the post being written
 */
export function useDropped(elsewhere = false): (dropped: Dropped) => void {
  const { t } = useLocale();
  const model = useModel();
  const { button } = useUndo();
  return useCallback(
    (dropped) => {
      const show = (): void => {
        if (elsewhere) window.location.hash = hrefOf('compose');
      };
      if (dropped.kind === 'photos') {
        show();
        model.compose.addPhotos(dropped.files);
        return;
      }
      import('./answer-dropped.ts')
        .then(
          ({ answerDropped }) => answerDropped(dropped, { ...model, t, undo: button, show }),
          () => {
            model.toasts.show(t('view.failed'));
          },
        )
        .catch(() => undefined);
    },
    [model, button, t, elsewhere],
  );
}
