import '../../i18n/more-words.ts';
import type { PostTag } from '../../../domain/post/post.ts';
import { useLocale } from '../../i18n/locale.ts';
import { lessSure } from '../../post/chips-added.ts';
import type { Post } from '../../post/post.ts';
import { chosenPlatform, suggestionCount } from '../../stores/settings/platform-list.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { AddRow } from '../../ui/tags/add-row.tsx';
import { useKnownTags } from '../../ui/tags/use-known-tags.ts';

/** A tag is a usual one from so many posts on; so many are offered where nothing was found. */
const USUAL_POSTS = 2;
const USUAL_TAGS = 5;

/** Where places are left: the next suggestions, which are not worth one by themselves, and below an empty list the person's usual tags. One press adds. */
export function LessSureRow({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const { tagCount, neverSuggest, ...now } = useStore(settings, (value) => value);
  const known = useKnownTags();
  const maybe = lessSure(post.table, post.recommendation, suggestionCount(chosenPlatform(now), tagCount));
  const usual = post.table.chips.length === 0 ? usualTags() : [];

  function usualTags(): readonly PostTag[] {
    // What is usual may be out of place below a loss, and a person who cleared the table wants none.
    if (post.recommendation?.grave !== false || post.table.cleared) return [];
    const out = new Set([...post.table.removed, ...neverSuggest, ...maybe].map(({ key }) => key));
    return known
      .filter(({ key, ownPosts }) => ownPosts >= USUAL_POSTS && !out.has(key))
      .sort((a, b) => b.ownPosts - a.ownPosts)
      .slice(0, USUAL_TAGS);
  }

  return (
    <>
      {maybe.length > 0 && <AddRow title={t('lessSure.title')} tags={maybe} />}
      {usual.length > 0 && <AddRow title={t('lessSure.usual')} tags={usual} />}
    </>
  );
}
