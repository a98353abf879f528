import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CSSProperties, RefObject } from 'react';
import type { Reason } from '../../domain/recommendation.ts';
import { useLocale } from '../i18n/locale.ts';
import { reasonSentence } from '../lib/reason-words.ts';
import { shownParts, shownScore } from '../lib/reason.ts';
import { Icon } from '../ui/icon.tsx';
import type { Chip } from './chips.ts';
import './reason-card.css';

interface ReasonCardProps {
  readonly chip: Chip;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly place: number;
  readonly of: number;
  readonly onMove: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

const PARTS = ['caption', 'photo', 'history', 'head'] as const;

/** A tag that the network does not know has parts only where the head has learnt something. */
const hasParts = (reason: Reason): boolean => reason.inVocabulary || reason.head !== 0;
/** Without own posts nothing was learnt, and nothing is said of it. */
const partsOf = (reason: Reason): readonly (typeof PARTS)[number][] =>
  reason.head === 0 ? PARTS.filter((name) => name !== 'head') : PARTS;

const LEAVE_MS = 200;

/**
 * Closes a card that no hover or focus will close: touch has no hover to leave, and a card opened by keyboard would lie in the way
 * of a hand that takes the mouse to go elsewhere.
 */
function useClosing(anchor: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOutside = (event: PointerEvent): boolean =>
      event.target instanceof Node && anchor.current?.contains(event.target) !== true;
    const onDown = (event: PointerEvent): void => {
      if (isOutside(event)) close.current();
    };
    const onMove = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse') return;
      if (!isOutside(event)) {
        clearTimeout(timer);
        timer = undefined;
        return;
      }
      timer ??= setTimeout(() => {
        close.current();
      }, LEAVE_MS);
    };
    // Wherever the focus is: what a hover has opened can be sent away without moving the pointer (WCAG 1.4.13).
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close.current();
    };
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('pointermove', onMove);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointermove', onMove);
    };
  }, [anchor]);
}

/** One sentence over the bar of caption, photo and you; the numbers under it add up, and so do those of the score, own tags among them. Also the place to move a tag without dragging. */
export function ReasonCard({ chip, anchor, place, of, onMove, onClose }: ReasonCardProps) {
  const locale = useLocale();
  const { t, number } = locale;
  const card = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<CSSProperties>({ visibility: 'hidden' });
  const reason = chip.suggestion?.reason ?? null;

  useLayoutEffect(() => {
    const item = anchor.current;
    const row = item?.offsetParent;
    if (card.current === null || item === null || !(row instanceof HTMLElement)) return;
    const most = row.clientWidth - card.current.offsetWidth;
    setAt({ top: item.offsetTop + item.offsetHeight + 6, left: Math.max(0, Math.min(item.offsetLeft, most)) });
  }, [anchor, place]);

  useClosing(anchor, onClose);
  const signed = (value: number): string =>
    number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).replace('-', '−');
  return (
    <div className="reason" ref={card} style={at}>
      <p className="reason__tag">
        <bdi>#{chip.label}</bdi>
      </p>
      <p className="reason__sentence">{reasonSentence(locale, reason)}</p>
      {reason !== null && hasParts(reason) && <Parts reason={reason} signed={signed} />}
      {reason !== null && <Score reason={reason} />}
      {reason?.inVocabulary === true && <p className="reason__fine">{t('reason.depends')}</p>}
      <div className="reason__move">
        <button
          type="button"
          className="button button--quiet button--small"
          disabled={place === 0}
          onClick={() => {
            onMove(-1);
          }}
        >
          <Icon name="left" size={16} />
          {t('tags.earlier')}
        </button>
        <button
          type="button"
          className="button button--quiet button--small"
          disabled={place === of - 1}
          onClick={() => {
            onMove(1);
          }}
        >
          {t('tags.later')}
          <Icon name="right" size={16} />
        </button>
      </div>
    </div>
  );
}

function Parts({ reason, signed }: { readonly reason: Reason; readonly signed: (value: number) => string }) {
  const { t } = useLocale();
  const parts = shownParts(reason);
  const names = partsOf(reason);
  const whole = names.reduce((sum, name) => sum + Math.abs(reason[name]), 0);
  return (
    <>
      <div className="reason__bar" aria-hidden="true">
        {names.map((name) => (
          <span
            key={name}
            className={`reason__part reason__part--${name}${reason[name] < 0 ? ' reason__part--against' : ''}`}
            style={{ flexGrow: whole === 0 ? 1 : Math.abs(reason[name]) / whole }}
          />
        ))}
      </div>
      <dl className="reason__sum">
        {names.map((name) => (
          <div key={name} className={`reason__line reason__line--${name}`}>
            <dt>{t(name === 'history' ? 'part.you' : `part.${name}`)}</dt>
            <dd>{signed(parts[name])}</dd>
          </div>
        ))}
        <div className="reason__line">
          <dt>{t('reason.bias')}</dt>
          <dd>{signed(parts.bias)}</dd>
        </div>
        <div className="reason__line reason__line--total">
          <dt>{t('reason.total')}</dt>
          <dd>{signed(parts.total)}</dd>
        </div>
      </dl>
    </>
  );
}

function Score({ reason }: { readonly reason: Reason }) {
  const { t, list } = useLocale();
  const { parts, together, own, total } = shownScore(reason);
  if (!hasParts(reason)) return <p className="reason__score">{t('reason.scoreOnlyOwn', { total })}</p>;
  const from = [
    t('reason.fromParts', { points: parts }),
    ...(together === 0 ? [] : [t('reason.fromTogether', { points: together })]),
    ...(own === 0 ? [] : [t('reason.fromOwn', { points: own })]),
  ];
  return (
    <p className="reason__score">
      {from.length === 1 ? t('reason.scoreParts', { total }) : t('reason.score', { total, from: list(from) })}
    </p>
  );
}
