import { useId } from 'react';
import { PLATFORMS } from '../../domain/platforms/platforms.ts';
import { useLocale } from '../i18n/locale.ts';
import { Icon } from '../ui/controls/icon.tsx';
import type { HistoryQuery } from './use-history.ts';

interface HistoryToolsProps {
  readonly query: HistoryQuery;
  readonly onSearch: (search: string) => void;
  readonly onChange: (change: Partial<HistoryQuery>) => void;
}

/** Searching, sorting and filtering the list. */
export function HistoryTools({ query, onSearch, onChange }: HistoryToolsProps) {
  const { t } = useLocale();
  const id = useId();
  return (
    <div className="history__tools">
      <label className="history__search">
        <span className="visually-hidden">{t('history.search')}</span>
        <Icon name="search" size={18} />
        <input
          type="search"
          className="field"
          placeholder={t('history.search')}
          value={query.search}
          onChange={(event) => {
            onSearch(event.target.value);
          }}
        />
      </label>
      <label className="visually-hidden" htmlFor={`${id}-order`}>
        {t('history.order')}
      </label>
      <select
        id={`${id}-order`}
        className="field"
        value={query.order}
        onChange={(event) => {
          onChange({ order: event.target.value === 'oldest' ? 'oldest' : 'newest' });
        }}
      >
        <option value="newest">{t('history.newest')}</option>
        <option value="oldest">{t('history.oldest')}</option>
      </select>
      <label className="visually-hidden" htmlFor={`${id}-platform`}>
        {t('platforms.which')}
      </label>
      <select
        id={`${id}-platform`}
        className="field"
        value={query.platform}
        onChange={(event) => {
          onChange({ platform: event.target.value });
        }}
      >
        <option value="">{t('history.anyPlatform')}</option>
        {PLATFORMS.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}
