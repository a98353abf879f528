import { useMemo } from 'react';
import { formatTags } from '../../domain/platforms/platforms.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import { addTyped } from '../post/chips.ts';
import { activePost, isKept } from '../post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { copyText } from '../ui/clipboard.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import { useUndo } from '../ui/undo/use-undo.ts';

/** What a person does with kept posts; what went wrong is said. */
export interface PostActs {
  /** Runs it and says what went wrong. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
  readonly copy: (posts: readonly SavedPost[]) => Promise<void>;
  /** The post's tags become own tags of the post being written, of a new one where that is kept already. */
  readonly reuse: (post: SavedPost) => void;
  /** Deletes all of them or none; a button of the message brings them back. */
  readonly forget: (posts: readonly SavedPost[]) => Promise<void>;
}

export function usePostActs(): PostActs {
  const locale = useLocale();
  const { engine, compose, toasts, settings } = useModel();
  const { button } = useUndo();
  return useMemo(() => {
    const { t } = locale;
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (caught) {
        toasts.show(errorText(locale, shownError(caught)));
      }
    };
    return {
      attempt,
      copy: async (posts) => {
        const { copyStyle } = settings.get();
        const style = posts.length > 1 && copyStyle === 'caption-and-tags' ? 'hash-line' : copyStyle;
        const tags = new Map(posts.flatMap((post) => post.tags.map((tag) => [tag.key, tag] as const)));
        const caption = posts.length === 1 ? (posts[0]?.caption ?? '') : '';
        const text = formatTags([...tags.values()], style, null, caption);
        toasts.show((await copyText(text)) ? t('copy.done', { count: tags.size }) : t('copy.failed'));
      },
      reuse: (post) => {
        // What is kept stays as it is: the tags are for another post.
        if (isKept(activePost(compose.store.get()))) compose.newPost();
        compose.editTags((table) => post.tags.reduce((now, tag) => addTyped(now, tag.label), table));
        window.location.hash = hrefOf('compose');
        toasts.show(t('history.reused', { count: post.tags.length }), button());
      },
      forget: (posts) =>
        attempt(async () => {
          await engine.recommender().forgetPosts(posts.map(({ id }) => id));
          for (const { id } of posts) compose.unkeep(id);
          const restore = (): void =>
            void attempt(async () => {
              for (const post of posts) await engine.recommender().restorePost(post);
            });
          toasts.show(t('history.deletedMany', { count: posts.length }), { label: t('undo'), run: restore });
        }),
    };
  }, [locale, engine, compose, toasts, settings, button]);
}
