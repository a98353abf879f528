import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from './icon.tsx';
import { useUndo } from './use-undo.ts';

/** One step back and one forth, named after what they would do. */
export function UndoButtons() {
  const { t } = useLocale();
  const { undo } = useModel();
  const state = useStore(undo.store, (value) => value);
  const { back, again } = useUndo();
  const name = (key: 'undo.back' | 'undo.again', what: typeof state.undo): string =>
    what === null ? t(key) : `${t(key)}: ${t(what)}`;
  return (
    <>
      <button
        type="button"
        className="button button--quiet button--icon button--small"
        // Not disabled: focus would be lost with the last step.
        aria-disabled={state.undo === null}
        title={name('undo.back', state.undo)}
        onClick={back}
      >
        <Icon name="undo" size={18} />
        <span className="visually-hidden">{name('undo.back', state.undo)}</span>
      </button>
      <button
        type="button"
        className="button button--quiet button--icon button--small"
        aria-disabled={state.redo === null}
        title={name('undo.again', state.redo)}
        onClick={again}
      >
        <Icon name="redo" size={18} />
        <span className="visually-hidden">{name('undo.again', state.redo)}</span>
      </button>
    </>
  );
}
