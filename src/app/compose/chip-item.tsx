import { useEffect, useId, useRef } from 'react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { reasonSentence } from '../lib/reason-words.ts';
import { Icon } from '../ui/icon.tsx';
import type { Chip } from './chips.ts';
import { ReasonCard } from './reason-card.tsx';

interface ChipItemProps {
  readonly chip: Chip;
  readonly place: number;
  readonly of: number;
  readonly tabbable: boolean;
  readonly open: boolean;
  readonly dragged: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onToggle: () => void;
  readonly onRemove: (refocus: boolean) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onDrag: (dragging: boolean) => void;
  readonly onDragOver: () => void;
}

const HOVER_MS = 280;
const LEAVE_MS = 160;
const LONG_PRESS_MS = 450;

function canHover(): boolean {
  return window.matchMedia('(hover: hover)').matches;
}

/** A tag: tap keeps it, × takes it away, hover, focus or a long press say why it is there. */
export function ChipItem(props: ChipItemProps) {
  const { chip, open, onOpen } = props;
  const locale = useLocale();
  const { t } = locale;
  const id = useId();
  const item = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pressedLong = useRef(false);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const later = (wanted: boolean, ms: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      onOpen(wanted);
    }, ms);
  };

  const onPointerDown = (event: PointerEvent): void => {
    pressedLong.current = false;
    clearTimeout(timer.current);
    if (event.pointerType !== 'touch') return;
    timer.current = setTimeout(() => {
      pressedLong.current = true;
      onOpen(true);
    }, LONG_PRESS_MS);
  };

  const classes = ['chip', chip.kept ? 'chip--kept' : '', props.dragged ? 'chip--dragged' : ''];
  const score = chip.suggestion?.score ?? 0;
  const style = { '--score': `${Math.round(score * 100)}%`, '--place': props.place } as CSSProperties;
  return (
    <li>
      <div
        ref={item}
        role="presentation"
        className={classes.filter(Boolean).join(' ')}
        style={style}
        // On touch a long press tells the reason; the card has buttons to move the tag.
        draggable={!open && canHover()}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', `#${chip.label}`);
          props.onDrag(true);
        }}
        onDragEnd={() => {
          props.onDrag(false);
        }}
        onDragOver={(event) => {
          event.preventDefault();
          props.onDragOver();
        }}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') later(true, HOVER_MS);
        }}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') later(false, LEAVE_MS);
          else if (!pressedLong.current) clearTimeout(timer.current);
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onOpen(false);
        }}
      >
        <button
          type="button"
          className="chip__label"
          aria-pressed={chip.kept}
          aria-describedby={`${id}-why`}
          tabIndex={props.tabbable ? 0 : -1}
          onPointerDown={onPointerDown}
          onPointerUp={() => {
            if (!pressedLong.current) clearTimeout(timer.current);
          }}
          onContextMenu={(event) => {
            if (pressedLong.current) event.preventDefault();
          }}
          onClick={() => {
            if (pressedLong.current) pressedLong.current = false;
            else props.onToggle();
          }}
          onFocus={(event) => {
            props.onFocus();
            if (event.currentTarget.matches(':focus-visible')) onOpen(true);
          }}
          onKeyDown={props.onKeyDown}
        >
          {chip.origin === 'typed' && <Icon name="pencil" size={14} />}
          {chip.kept && chip.origin === 'suggested' && <Icon name="check" size={14} />}
          <bdi>{chip.label}</bdi>
        </button>
        <button
          type="button"
          className="chip__remove"
          tabIndex={-1}
          onClick={() => {
            props.onRemove(false);
          }}
        >
          <Icon name="close" size={14} />
          <span className="visually-hidden">{t('tags.remove', { tag: chip.label })}</span>
        </button>
        <span className="visually-hidden" id={`${id}-why`}>
          {reasonSentence(locale, chip.suggestion?.reason ?? null)}
        </span>
        {open && (
          <ReasonCard
            chip={chip}
            anchor={item}
            place={props.place}
            of={props.of}
            onMove={props.onMove}
            onClose={() => {
              onOpen(false);
            }}
          />
        )}
      </div>
    </li>
  );
}
