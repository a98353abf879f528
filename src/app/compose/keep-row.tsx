import { useState } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../lib/error-text.ts';
import { shownError } from '../lib/plain-error.ts';
import { useModel } from '../model.ts';
import { Icon } from '../ui/icon.tsx';
import { outputTags } from './chips.ts';
import { isBlank } from './post.ts';
import type { Post } from './post.ts';

/** Keeping the post on this device, so that the next suggestions know it; and on to the next one. */
export function KeepRow({ post }: { readonly post: Post }) {
  const locale = useLocale();
  const { t } = locale;
  const { compose, engine, toasts } = useModel();
  const [busy, setBusy] = useState(false);
  const tags = outputTags(post.table);
  const undo = async (savedId: string): Promise<void> => {
    try {
      await engine.recommender().forgetPost(savedId);
      compose.unkeep(savedId);
      toasts.show(t('keep.undone'));
    } catch (error) {
      toasts.show(errorText(locale, shownError(error)));
    }
  };
  const keep = async (): Promise<void> => {
    const again = post.savedId !== null;
    setBusy(true);
    try {
      const saved = await compose.keep();
      if (again) toasts.show(t('keep.updated'));
      else toasts.show(t('keep.done'), { label: t('undo'), run: () => void undo(saved.id) });
    } catch (error) {
      toasts.show(errorText(locale, shownError(error)));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="keep">
      <button
        type="button"
        className="button"
        disabled={busy || isBlank(post) || tags.length === 0}
        onClick={() => void keep()}
      >
        <Icon name={post.savedId === null ? 'keep' : 'check'} />
        {t(post.savedId === null ? 'keep.button' : 'keep.again')}
      </button>
      {post.savedId !== null && (
        <button type="button" className="button button--quiet" onClick={compose.newPost}>
          {t('keep.next')}
          <Icon name="right" />
        </button>
      )}
    </div>
  );
}
