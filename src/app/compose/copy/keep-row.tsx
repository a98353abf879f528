import { useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import { shownError } from '../../errors/plain-error.ts';
import { useModel } from '../../model.ts';
import { beginPost } from '../../ui/begin-post.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { useUndo } from '../../ui/undo/use-undo.ts';
import { outputTags } from '../../post/chips.ts';
import { isBlank, isKept } from '../../post/post.ts';
import type { Post } from '../../post/post.ts';

/** Keeping the post on this device, so that the next suggestions know it; and on to the next one. */
export function KeepRow({ post }: { readonly post: Post }) {
  const locale = useLocale();
  const { t } = locale;
  const { compose, toasts } = useModel();
  const { button } = useUndo();
  const [busy, setBusy] = useState(false);
  const tags = outputTags(post.table);
  const keep = async (): Promise<void> => {
    const again = post.savedId !== null;
    setBusy(true);
    try {
      await compose.keep();
      toasts.show(t(again ? 'keep.updated' : 'keep.done'), button());
    } catch (error) {
      toasts.show(errorText(locale, shownError(error)));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="keep">
      {isKept(post) ? (
        <p className="keep__done">
          <Icon name="check" />
          {t('keep.isKept')}
        </p>
      ) : (
        <button
          type="button"
          className="button"
          disabled={busy || isBlank(post) || tags.length === 0}
          onClick={() => void keep()}
        >
          <Icon name="keep" />
          {t(post.savedId === null ? 'keep.button' : 'keep.again')}
        </button>
      )}
      {post.savedId !== null && (
        <button
          type="button"
          className="button button--quiet"
          onClick={() => {
            beginPost(compose);
          }}
        >
          <Icon name="plus" />
          {t('nav.compose')}
        </button>
      )}
    </div>
  );
}
