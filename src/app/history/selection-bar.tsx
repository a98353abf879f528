import { useLocale } from '../i18n/locale.ts';

interface SelectionBarProps {
  readonly count: number;
  readonly total: number;
  readonly onAll: () => void;
  readonly onCopy: () => void;
  readonly onDelete: () => void;
  readonly onEnd: () => void;
}

/** What can be done with the chosen posts. */
export function SelectionBar({ count, total, onAll, onCopy, onDelete, onEnd }: SelectionBarProps) {
  const { t } = useLocale();
  return (
    <div className="history__selection" role="group" aria-label={t('history.select')}>
      <span className="small" role="status">
        {t('history.chosen', { count, total })}
      </span>
      <button type="button" className="button button--small" disabled={count === total} onClick={onAll}>
        {t('history.chooseAll')}
      </button>
      <button type="button" className="button button--small" disabled={count === 0} onClick={onCopy}>
        {t('history.copyChosen')}
      </button>
      <button type="button" className="button button--small" disabled={count === 0} onClick={onDelete}>
        {t('history.deleteChosen')}
      </button>
      <button type="button" className="button button--quiet button--small" onClick={onEnd}>
        {t('history.selectEnd')}
      </button>
    </div>
  );
}
