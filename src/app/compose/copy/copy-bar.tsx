import { useEffect, useRef, useState } from 'react';
import { formatTags } from '../../../domain/platforms/platforms.ts';
import type { TagStyle } from '../../../domain/platforms/platforms.ts';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { copyText, shareText } from '../../ui/clipboard.ts';
import { chosenPlatform } from '../../stores/settings/platform-list.ts';
import { useModel } from '../../model.ts';
import { TAG_STYLES } from '../../stores/settings/settings-store.ts';
import { useStore } from '../../stores/store.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { isNarrowed, tagsTaken } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import './copy-bar.css';

/** Not for the first screen: fetched when it is first opened. */
const PlatformSheet = fetched(async () => (await import('./platform-sheet.tsx')).PlatformSheet);

const STYLE_NAMES: Readonly<Record<TagStyle, MessageKey>> = {
  'hash-line': 'copy.hashLine',
  'plain-line': 'copy.plainLine',
  'one-a-line': 'copy.oneALine',
  'caption-and-tags': 'copy.captionAndTags',
};

/** Copy and share. Shows exactly what would be copied; sticks to the thumb's edge on phones. */
export function CopyBar({ post }: { readonly post: Post }) {
  const { t } = useLocale();
  const { settings, toasts } = useModel();
  const chosen = useStore(settings, (value) => value);
  const { copyStyle } = chosen;
  const bar = useRef<HTMLElement>(null);
  const [sheetOpen, setSheetOpen] = useState(false);
  const platform = chosenPlatform(chosen);
  const tags = tagsTaken(post.table, platform).kept;
  const text = formatTags(tags, copyStyle, platform, post.caption);

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
          {t(isNarrowed(post.table) ? 'copy.buttonChosen' : 'copy.button', { count: tags.length })}
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
        <button
          type="button"
          className="button button--icon"
          title={t('sheet.open')}
          onClick={() => {
            setSheetOpen(true);
          }}
        >
          <Icon name="sheet" />
          <span className="visually-hidden">{t('sheet.open')}</span>
        </button>
        {typeof navigator.share === 'function' && (
          <button
            type="button"
            className="button button--icon"
            title={t('copy.share')}
            disabled={text === ''}
            onClick={() => void share()}
          >
            <Icon name="share" />
            <span className="visually-hidden">{t('copy.share')}</span>
          </button>
        )}
      </div>
      {sheetOpen && (
        <PlatformSheet
          post={post}
          onClose={() => {
            setSheetOpen(false);
          }}
        />
      )}
    </section>
  );
}
