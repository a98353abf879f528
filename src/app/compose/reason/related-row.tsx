import { useEffect, useId, useState } from 'react';
import type { PostTag } from '../../../domain/post/post.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { addChosen } from '../../post/chips-added.ts';
import type { Post } from '../../post/post.ts';
import './related-row.css';

/** Shown at once; the others come on demand. */
const SHOWN = 6;

/** Tags that go with the one whose reason is open; one press adds. */
export function RelatedRow({ post, tagKey }: { readonly post: Post; readonly tagKey: string }) {
  const { t } = useLocale();
  const { engine, compose, settings, toasts } = useModel();
  const never = useStore(settings, (value) => value.neverSuggest);
  const id = useId();
  const [found, setFound] = useState<{ readonly of: string; readonly tags: readonly PostTag[] }>({ of: '', tags: [] });
  const [allOf, setAllOf] = useState('');
  const grave = post.recommendation?.grave === true;
  useEffect(() => {
    let stale = false;
    engine
      .recommender()
      .relatedTags(tagKey, { grave })
      .then(
        (tags) => {
          if (!stale) setFound({ of: tagKey, tags });
        },
        () => undefined, // the reason stands without them
      );
    return () => {
      stale = true;
    };
  }, [engine, tagKey, grave]);

  const out = new Set([...post.table.chips, ...post.table.removed, ...never].map(({ key }) => key));
  const tags = found.of === tagKey ? found.tags.filter(({ key }) => !out.has(key)) : [];
  if (tags.length === 0) return null;
  const shown = allOf === tagKey ? tags : tags.slice(0, SHOWN);
  return (
    <div className="related small">
      <span className="muted" id={id}>
        {t('related.title')}
      </span>
      <ul aria-labelledby={id}>
        {shown.map((tag) => (
          <li key={tag.key}>
            <button
              type="button"
              className="related__tag"
              onClick={() => {
                compose.editTags((table, now) => addChosen(table, [tag], now.recommendation));
                toasts.say(t('tags.added', { tags: tag.label }));
              }}
            >
              <Icon name="plus" size={14} />
              <bdi>{tag.label}</bdi>
              <span className="visually-hidden"> {t('related.add')}</span>
            </button>
          </li>
        ))}
        {shown.length < tags.length && (
          <li>
            <button
              type="button"
              className="link-button"
              onClick={() => {
                setAllOf(tagKey);
              }}
            >
              {t('related.more')}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}
