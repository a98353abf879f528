import { useId, useState } from 'react';
import { hashtagsIn } from '../../domain/tags/hashtag.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/icon.tsx';
import { withTag, withoutTag } from './tag-lists.ts';
import type { TagListName } from './tag-lists.ts';

const LISTS: readonly { readonly list: TagListName; readonly name: MessageKey; readonly hint: MessageKey }[] = [
  { list: 'alwaysSuggest', name: 'taste.always', hint: 'taste.alwaysHint' },
  { list: 'neverSuggest', name: 'taste.never', hint: 'taste.neverHint' },
];

/** Tags that the person wants in every list, and in none. */
export function ListsPart() {
  const { t } = useLocale();
  const id = useId();
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.lists')}</h2>
      <div className="taste__lists">
        {LISTS.map(({ list, name, hint }) => (
          <TagList key={list} list={list} name={t(name)} hint={t(hint)} />
        ))}
      </div>
    </section>
  );
}

function TagList({ list, name, hint }: { readonly list: TagListName; readonly name: string; readonly hint: string }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const tags = useStore(settings, (value) => value[list]);
  const [typed, setTyped] = useState('');
  const id = useId();
  return (
    <div className="tag-rules">
      <h3 id={id} className="setting__name">
        {name}
      </h3>
      <p className="small muted">{hint}</p>
      {tags.length > 0 && (
        <ul className="tag-rules__tags" aria-labelledby={id}>
          {tags.map((tag) => (
            <li key={tag.key}>
              <bdi>#{tag.label}</bdi>
              <button
                type="button"
                className="button button--quiet button--icon button--small"
                onClick={() => {
                  settings.update((now) => withoutTag(now, list, tag.key));
                }}
              >
                <Icon name="close" size={14} />
                <span className="visually-hidden">{t('taste.takeOff', { tag: `#${tag.label}` })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="tag-rules__add"
        onSubmit={(event) => {
          event.preventDefault();
          const found = hashtagsIn(typed);
          settings.update((now) => found.reduce((next, tag) => withTag(next, list, tag), now));
          if (found.length > 0) setTyped('');
        }}
      >
        <input
          className="field"
          dir="auto"
          value={typed}
          aria-label={t('taste.addTo', { list: name })}
          placeholder={t('tags.own')}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <button type="submit" className="button" disabled={hashtagsIn(typed).length === 0}>
          {t('tags.add')}
        </button>
      </form>
    </div>
  );
}
