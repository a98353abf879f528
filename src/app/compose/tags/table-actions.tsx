import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { UndoButtons } from '../../ui/undo/undo-buttons.tsx';
import { acceptAll, clear, suggestAgain } from '../../post/chips.ts';
import { hasMore, more } from '../../post/chips-added.ts';
import type { Post } from '../../post/post.ts';

const QUIET = 'button button--quiet button--small';

/** All of the tags at once: more of them, chosen, away, and suggested again. */
export function TableActions({ post }: { readonly post: Post }) {
  const { t, list } = useLocale();
  const { compose, toasts } = useModel();
  const { chips, cleared } = post.table;
  const bringMore = (): void => {
    const before = new Set(chips.map(({ key }) => key));
    let came: readonly string[] = [];
    compose.editTags((table, now) => {
      const next = more(table, now.recommendation);
      came = next.chips.flatMap(({ key, label }) => (before.has(key) ? [] : [label]));
      return next;
    });
    toasts.say(t('tags.added', { tags: list(came) }));
  };
  return (
    <div className="tags__actions">
      {!cleared && chips.length > 0 && hasMore(post.table, post.recommendation) && (
        <button type="button" className={QUIET} onClick={bringMore}>
          {t('tags.more')}
        </button>
      )}
      {chips.some((chip) => !chip.kept) && (
        <button
          type="button"
          className={QUIET}
          onClick={() => {
            compose.editTags(acceptAll);
            toasts.say(t('tags.allAccepted', { count: chips.length }));
          }}
        >
          {t('tags.acceptAll')}
        </button>
      )}
      {cleared && post.recommendation !== null && (
        <button
          type="button"
          className={QUIET}
          onClick={() => {
            compose.editTags((table, now, count) => suggestAgain(table, now.recommendation, count));
          }}
        >
          {t('tags.suggestAgain')}
        </button>
      )}
      {chips.length > 0 && (
        <button
          type="button"
          className={QUIET}
          onClick={() => {
            compose.editTags(clear);
            toasts.say(t('tags.cleared'));
          }}
        >
          {t('tags.clear')}
        </button>
      )}
      <UndoButtons />
    </div>
  );
}
