import { useEffect, useRef } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { chipSentence } from './chip-sentence.ts';
import type { Chip } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import { ReasonSum } from './reason-sum.tsx';
import { RelatedRow } from './related-row.tsx';
import './reason-card.css';

interface ReasonCardProps {
  readonly id: string;
  readonly chip: Chip;
  readonly post: Post;
  readonly place: number;
  readonly of: number;
  readonly onMove: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

/** Wherever the focus is: Escape sends the card away, unless something else on the page had a use for the key. */
function useEscape(onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

/**
 * Why a tag is here: one sentence, the sum behind it on demand. It stands in the page right below the tags instead of floating over
 * it, so it covers nothing that is pressed next and never leaves the window. Also the place to move a tag without dragging.
 */
export function ReasonCard({ id, chip, post, place, of, onMove, onClose }: ReasonCardProps) {
  const locale = useLocale();
  const { t } = locale;
  const card = useRef<HTMLElement>(null);
  useEscape(onClose);
  useEffect(() => {
    const element = card.current;
    if (element === null) return;
    // Under the thumb the copy bar may lie over it; the margins of the style sheet keep it clear of that. It grows when what goes with
    // the tag arrives, and when the sum is opened.
    const show = (): void => {
      element.scrollIntoView({ block: 'nearest', behavior: 'auto' });
    };
    show();
    const observer = new ResizeObserver(show);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [chip.key]);
  return (
    <section className="reason" id={id} ref={card} aria-label={t('reason.title', { tag: chip.label })}>
      <div className="reason__head">
        <p className="reason__sentence">
          <bdi className="reason__tag">#{chip.label}</bdi> {chipSentence(locale, chip)}
        </p>
        <button type="button" className="button button--quiet button--icon button--small" onClick={onClose}>
          <Icon name="close" size={16} />
          <span className="visually-hidden">{t('close')}</span>
        </button>
      </div>
      <RelatedRow post={post} tagKey={chip.key} />
      <div className="reason__row">
        {chip.suggestion !== null && (
          <details className="reason__more">
            <summary>{t('reason.showSum')}</summary>
            <ReasonSum suggestion={chip.suggestion} />
          </details>
        )}
        <div className="reason__move">
          <button
            type="button"
            className="button button--quiet button--icon button--small"
            disabled={place === 0}
            title={t('tags.earlier')}
            onClick={() => {
              onMove(-1);
            }}
          >
            <Icon name="left" size={16} />
            <span className="visually-hidden">{t('tags.earlier')}</span>
          </button>
          <button
            type="button"
            className="button button--quiet button--icon button--small"
            disabled={place === of - 1}
            title={t('tags.later')}
            onClick={() => {
              onMove(1);
            }}
          >
            <Icon name="right" size={16} />
            <span className="visually-hidden">{t('tags.later')}</span>
          </button>
        </div>
      </div>
    </section>
  );
}
