import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { Icon } from '../controls/icon.tsx';
import { useUndo } from './use-undo.ts';

/** One step back and one forth, named after what they would do. */
export function UndoButtons() {
  const { t } = useLocale();
  const { undo } = useModel();
  const state = useStore(undo.store, (value) => value);
  const { back, again } = useUndo();
  const button = (icon: 'undo' | 'redo', label: string, onClick: () => void) => {
    const what = state[icon];
    const name = what === null ? label : `${label}: ${t(what)}`;
    return (
      <button
        type="button"
        className="button button--quiet button--icon button--small"
        // Not disabled: focus would be lost with the last step.
        aria-disabled={what === null}
        title={name}
        onClick={onClick}
      >
        <Icon name={icon} size={18} />
        <span className="visually-hidden">{name}</span>
      </button>
    );
  };
  return (
    <>
      {button('undo', t('undo.back'), back)}
      {button('redo', t('undo.again'), again)}
    </>
  );
}
