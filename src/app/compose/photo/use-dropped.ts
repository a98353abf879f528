import { useCallback } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { Dropped } from './dropped.ts';
import { useModel } from '../../model.ts';
import { useUndo } from '../../ui/use-undo.ts';

/** What was dropped or pasted: photos are taken; whatever else it was is answered, by code that comes when it is needed. */
export function useDropped(): (dropped: Dropped) => void {
  const { t } = useLocale();
  const model = useModel();
  const { button } = useUndo();
  return useCallback(
    (dropped) => {
      if (dropped.kind === 'files') {
        model.compose.addPhotos(dropped.files);
        return;
      }
      void import('./answer-dropped.ts').then(
        ({ answerDropped }) => {
          answerDropped(dropped, { ...model, t, undo: button });
        },
        () => {
          model.toasts.show(t('view.failed'));
        },
      );
    },
    [model, button, t],
  );
}
