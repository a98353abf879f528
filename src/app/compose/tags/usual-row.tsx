import type { PostTag } from '../../../domain/post/post.ts';
import { useLocale } from '../../i18n/locale.ts';
import type { Post } from '../../post/post.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { AddRow } from '../../ui/tags/add-row.tsx';
import { useKnownTags } from '../../ui/tags/use-known-tags.ts';

/** A tag is a usual one from so many posts on; so many are offered. */
const USUAL_POSTS = 2;
const USUAL_TAGS = 5;

interface UsualRowProps {
  readonly post: Post;
  /** Stand there already. */
  readonly beside: readonly PostTag[];
}

/** The tags that a person uses most; one press adds. Asks the engine for all that are known: only where nothing was found. */
export function UsualRow({ post, beside }: UsualRowProps) {
  const { t } = useLocale();
  const { settings } = useModel();
  const never = useStore(settings, (value) => value.neverSuggest);
  const out = new Set([...post.table.removed, ...never, ...beside].map(({ key }) => key));
  const usual = useKnownTags()
    .filter(({ key, ownPosts }) => ownPosts >= USUAL_POSTS && !out.has(key))
    .sort((a, b) => b.ownPosts - a.ownPosts)
    .slice(0, USUAL_TAGS);
  return usual.length === 0 ? null : <AddRow title={t('lessSure.usual')} tags={usual} />;
}
