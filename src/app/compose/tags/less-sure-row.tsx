import '../../i18n/more-words.ts';
import { useLocale } from '../../i18n/locale.ts';
import { lessSure } from '../../post/chips-added.ts';
import type { Post } from '../../post/post.ts';
import { chosenPlatform, suggestionCount } from '../../stores/settings/platform-list.ts';
import { useModel } from '../../model.ts';
import { useStore } from '../../stores/store.ts';
import { AddRow } from '../../ui/tags/add-row.tsx';
import { UsualRow } from './usual-row.tsx';

/** Where places are left: the next suggestions, which are not worth one by themselves, and below an empty list the person's usual tags. One press adds. */
export function LessSureRow({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { settings } = useModel();
  const count = useStore(settings, (value) => suggestionCount(chosenPlatform(value), value.tagCount));
  const { table, recommendation } = post;
  const maybe = lessSure(table, recommendation, count);
  // What is usual may be out of place below a loss, and a person who cleared the table wants none.
  const wantsUsual = table.chips.length === 0 && !table.cleared && recommendation?.grave === false;
  return (
    <>
      {maybe.length > 0 && <AddRow title={t('lessSure.title')} tags={maybe} />}
      {wantsUsual && <UsualRow post={post} beside={maybe} />}
    </>
  );
}
