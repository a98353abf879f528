import { useId, useState } from 'react';
import { UNDATED } from '../../domain/post/post.ts';
import type { Taste, TasteTag, Trend } from '../../domain/taste.ts';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { TagPhotos } from './tag-photos.tsx';
import { isListed, withTag, withoutTag } from './tag-lists.ts';

const SHOWN = 12;
/** A person's tags beyond these are found by the history's search. */
const MOST = 500;
const ARROWS: Readonly<Record<Trend, string>> = { new: '✦', rising: '↗', steady: '→', falling: '↘' };

/** The tags of the person's posts: how often, how lately, on which photos. */
export function TagsPart({ taste }: { readonly taste: Taste }) {
  const { t } = useLocale();
  const id = useId();
  const [all, setAll] = useState(false);
  const tags = taste.tags.slice(0, all ? MOST : SHOWN);
  const most = taste.tags[0]?.posts ?? 1;
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.tags')}</h2>
      {taste.posts > taste.recentPosts && (
        <p className="small muted">{t('taste.tagsHint', { count: taste.recentPosts })}</p>
      )}
      <ul className="tag-list">
        {tags.map((tag) => (
          <TagRow key={tag.key} tag={tag} share={tag.posts / most} />
        ))}
      </ul>
      {taste.tags.length > SHOWN && (
        <div>
          <button
            type="button"
            className="button button--small"
            aria-expanded={all}
            onClick={() => {
              setAll(!all);
            }}
          >
            {all
              ? t('taste.few')
              : taste.tags.length > MOST
                ? t('taste.first', { count: MOST })
                : t('taste.all', { count: taste.tags.length })}
          </button>
        </div>
      )}
    </section>
  );
}

function TagRow({ tag, share }: { readonly tag: TasteTag; readonly share: number }) {
  const { t, date } = useLocale();
  const { settings } = useModel();
  const lists = useStore(settings, (value) => value);
  const [isOpen, setOpen] = useState(false);
  const label = `#${tag.label}`;
  return (
    <li>
      <details
        className="tag-row"
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <bdi className="tag-row__name">{label}</bdi>
          <span className="tag-row__trend small muted">
            <span aria-hidden="true">{ARROWS[tag.trend]} </span>
            {t(`taste.trend.${tag.trend}`)}
          </span>
          <span className="tag-row__count small">{t('taste.posts', { count: tag.posts })}</span>
          <span className="bar tag-row__bar" aria-hidden="true">
            <span className="bar__fill" style={{ transform: `scaleX(${share})` }} />
          </span>
        </summary>
        {isOpen && (
          <div className="tag-row__more">
            <TagPhotos tag={tag} />
            {tag.lastUsedAt !== UNDATED && (
              <p className="small muted">{t('taste.last', { date: date(tag.lastUsedAt) })}</p>
            )}
            <div className="taste__row">
              {(['alwaysSuggest', 'neverSuggest'] as const).map((list) => {
                const listed = isListed(lists[list], tag.key);
                return (
                  <button
                    key={list}
                    type="button"
                    className="button button--small"
                    aria-pressed={listed}
                    onClick={() => {
                      settings.update((now) => (listed ? withoutTag(now, list, tag.key) : withTag(now, list, tag)));
                    }}
                  >
                    {t(list === 'alwaysSuggest' ? 'taste.makeAlways' : 'taste.makeNever', { tag: label })}
                  </button>
                );
              })}
            </div>
          </div>
        )}
      </details>
    </li>
  );
}
