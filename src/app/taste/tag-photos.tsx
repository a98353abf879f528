import { useEffect, useState } from 'react';
import type { PostTag, SavedPost } from '../../domain/post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';
import { postName } from '../ui/post-day.ts';
import { useObjectUrl } from '../ui/pictures/use-object-url.ts';

const PHOTOS = 8;

/** The last photos that carry a tag. */
export function TagPhotos({ tag }: { readonly tag: PostTag }) {
  const { t } = useLocale();
  const { engine } = useModel();
  const version = useStore(engine.store, (value) => value.historyVersion);
  const [posts, setPosts] = useState<readonly SavedPost[] | null>(null);
  useEffect(() => {
    let stale = false;
    engine
      .recommender()
      // The search finds tags that begin so; those that are exactly this one are kept.
      .history({ search: `#${tag.label}`, limit: 4 * PHOTOS })
      .then(
        (page) => {
          if (!stale) setPosts(page.posts.filter((post) => post.tags.some(({ key }) => key === tag.key)));
        },
        () => {
          if (!stale) setPosts([]);
        },
      );
    return () => {
      stale = true;
    };
  }, [engine, tag, version]);
  if (posts === null) return null;
  const shown = posts.filter((post) => post.thumbnail !== null).slice(0, PHOTOS);
  if (shown.length === 0) return <p className="small muted">{t('taste.noPhotos')}</p>;
  return (
    <ul className="tag-photos" aria-label={t('taste.photos', { tag: `#${tag.label}` })}>
      {shown.map((post) => (
        <li key={post.id}>
          <TagPhoto post={post} />
        </li>
      ))}
    </ul>
  );
}

function TagPhoto({ post }: { readonly post: SavedPost }) {
  const locale = useLocale();
  const url = useObjectUrl(post.thumbnail);
  const name = postName(locale, post);
  return url === null ? null : <img src={url} alt={name} loading="lazy" decoding="async" />;
}
