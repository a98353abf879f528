import { useEffect, useRef, useState } from 'react';
import { formatTags } from '../../domain/platforms.ts';
import type { TagStyle } from '../../domain/platforms.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { copyText, shareText } from '../lib/clipboard.ts';
import { errorText } from '../lib/error-text.ts';
import { shownError } from '../lib/plain-error.ts';
import { chosenPlatform } from '../lib/platform-list.ts';
import { useModel } from '../model.ts';
import { TAG_STYLES } from '../stores/settings-store.ts';
import { useStore } from '../stores/store.ts';
import { Icon } from '../ui/icon.tsx';
import { outputTags } from './chips.ts';
import { isBlank } from './post.ts';
import type { Post } from './post.ts';
import './copy-bar.css';

const STYLE_NAMES: Readonly<Record<TagStyle, MessageKey>> = {
  'hash-line': 'copy.hashLine',
  'plain-line': 'copy.plainLine',
  'one-a-line': 'copy.oneALine',
  'caption-and-tags': 'copy.captionAndTags',
};

/** Copy, share, keep. Shows exactly what would be copied. */
export function CopyBar({ post }: { readonly post: Post }) {
  const locale = useLocale();
  const { t } = locale;
  const { settings, compose, engine, toasts } = useModel();
  const [busy, setBusy] = useState(false);
  const { platform, copyStyle } = useStore(settings, (value) => value);
  const bar = useRef<HTMLElement>(null);
  const tags = outputTags(post.table);
  const text = formatTags(tags, copyStyle, chosenPlatform(platform), post.caption);

  // The page leaves room for the bar where it sticks to the bottom edge (phones).
  useEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--dock', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      document.documentElement.style.removeProperty('--dock');
    };
  }, []);

  const copy = async (): Promise<void> => {
    toasts.show((await copyText(text)) ? t('copy.done', { count: tags.length }) : t('copy.failed'));
  };
  const share = async (): Promise<void> => {
    if ((await shareText(text)) === 'unavailable') await copy();
  };
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
    <section className="dock" ref={bar} aria-label={t('copy.label')}>
      <p className="dock__text small" dir="auto" title={text}>
        {text}
      </p>
      <div className="dock__row">
        <button
          type="button"
          className="button button--primary dock__copy"
          disabled={text === ''}
          onClick={() => void copy()}
        >
          <Icon name="copy" />
          {t('copy.button', { count: tags.length })}
        </button>
        <label className="dock__style">
          <span className="visually-hidden">{t('copy.style')}</span>
          <select
            className="field"
            value={copyStyle}
            onChange={(event) => {
              const style = TAG_STYLES.find((one) => one === event.target.value) ?? 'hash-line';
              settings.update((now) => ({ ...now, copyStyle: style }));
            }}
          >
            {TAG_STYLES.map((style) => (
              <option key={style} value={style}>
                {t(STYLE_NAMES[style])}
              </option>
            ))}
          </select>
        </label>
        {typeof navigator.share === 'function' && (
          <button type="button" className="button button--icon" disabled={text === ''} onClick={() => void share()}>
            <Icon name="share" />
            <span className="visually-hidden">{t('copy.share')}</span>
          </button>
        )}
        <button
          type="button"
          className="button dock__keep"
          disabled={busy || isBlank(post) || tags.length === 0}
          onClick={() => void keep()}
        >
          <Icon name={post.savedId === null ? 'keep' : 'check'} />
          {t(post.savedId === null ? 'keep.button' : 'keep.again')}
        </button>
      </div>
    </section>
  );
}
