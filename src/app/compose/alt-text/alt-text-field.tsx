import '../../i18n/more-words.ts';
import { useId, useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { useModel } from '../../model.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import type { Post } from '../../post/post.ts';
import { altTextOf } from './alt-text-of.ts';
import './alt-text-field.css';

/** Fetched, with what reads metadata, when it is first asked for. */
const PhotoFactsDialog = fetched(async () => (await import('../photo-facts/photo-facts-dialog.tsx')).PhotoFactsDialog);

/** The line that goes with the photo: a draft until the person writes it. Says of itself which of both it is. */
export function AltTextField({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  const [typing, setTyping] = useState(false);
  const [asking, setAsking] = useState(false);
  const line = altTextOf(post);
  // While it is being written the text stands as typed, spaces at its end included.
  const shown = typing ? (post.altText ?? line) : line;
  const hint = post.altText === null ? 'alt.draft' : line === '' ? 'alt.none' : 'alt.own';
  const copy = async (): Promise<void> => {
    toasts.show((await copyText(line)) ? t('alt.copied') : t('copy.failed'));
  };
  return (
    <div className="alt-text">
      <div className="alt-text__head">
        <label className="label" htmlFor={id}>
          {t('alt.label')}
        </label>
        {hint === 'alt.none' && (
          <button
            type="button"
            className="button button--quiet button--small"
            onClick={() => {
              compose.setAltText(null);
            }}
          >
            {t('alt.again')}
          </button>
        )}
        <button
          type="button"
          className="button button--quiet button--small"
          disabled={line === ''}
          onClick={() => void copy()}
        >
          <Icon name="copy" size={16} />
          {t('alt.copy')}
        </button>
      </div>
      <div className="caption__grow" data-text={shown}>
        <textarea
          id={id}
          className="field caption__text"
          dir="auto"
          rows={2}
          aria-describedby={`${id}-hint`}
          value={shown}
          onFocus={() => {
            setTyping(true);
          }}
          onBlur={() => {
            setTyping(false);
          }}
          onChange={(event) => {
            compose.setAltText(event.target.value.replaceAll('\n', ' '));
          }}
        />
      </div>
      <p id={`${id}-hint`} className="small muted">
        {t(hint)}
      </p>
      <div>
        <button
          type="button"
          className="link-button small"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('facts.open')}
        </button>
      </div>
      {asking && (
        <PhotoFactsDialog
          post={post}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}
