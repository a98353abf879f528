import { useMemo } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import { shownError } from '../../errors/plain-error.ts';
import { useModel } from '../../model.ts';
import type { Toast } from '../../stores/page/toast-store.ts';

interface UndoHands {
  readonly back: () => void;
  readonly again: () => void;
  /** The button of a message that takes back the act that is the last one now, whatever comes after it. */
  readonly button: () => NonNullable<Toast['action']>;
}

/** Takes the last act back, or does it again, and says so; what went wrong is said, too. */
export function useUndo(): UndoHands {
  const locale = useLocale();
  const { undo, toasts } = useModel();
  return useMemo(() => {
    const go = async (how: () => Promise<MessageKey | null>, said: 'undo.done' | 'undo.doneAgain'): Promise<void> => {
      try {
        const what = await how();
        if (what !== null) toasts.say(locale.t(said, { what: locale.t(what) }));
      } catch (caught) {
        toasts.show(errorText(locale, shownError(caught)));
      }
    };
    return {
      back: () => void go(undo.undo, 'undo.done'),
      again: () => void go(undo.redo, 'undo.doneAgain'),
      button: () => {
        const takeBack = undo.last();
        return { label: locale.t('undo'), run: () => void go(takeBack, 'undo.done') };
      },
    };
  }, [locale, undo, toasts]);
}
