import { useEffect, useState } from 'react';
import type { PostTag } from '../../../domain/post/post.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { AddRow } from '../../ui/tags/add-row.tsx';
import type { Post } from '../../post/post.ts';

/** Shown at once; the others come on demand. */
const SHOWN = 6;

/** Tags that go with the one whose reason is open; one press adds. */
export function RelatedRow({ post, tagKey }: { readonly post: Post; readonly tagKey: string }) {
  const { t } = useLocale();
  const { engine, settings } = useModel();
  const never = useStore(settings, (value) => value.neverSuggest);
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
    <AddRow title={t('related.title')} tags={shown}>
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
    </AddRow>
  );
}
