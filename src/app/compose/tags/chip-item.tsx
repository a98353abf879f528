import { useEffect, useId, useRef } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { OWN_DRAG } from '../photo/dropped.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { chipSentence } from '../reason/chip-sentence.ts';
import type { Chip } from '../../post/chips.ts';

interface ChipItemProps {
  readonly chip: Chip;
  readonly place: number;
  readonly tabbable: boolean;
  /** Its reason is shown. */
  readonly open: boolean;
  /** Id of the place where the reason stands, for screen readers. */
  readonly reasonId: string;
  readonly dragged: boolean;
  /** The platform's name, when that many tags are more than it takes and this one stays behind. */
  readonly leftOutBy: string | null;
  /** A press: chooses it (or not any more) and says why it is here. */
  readonly onPress: () => void;
  /** A long press only asks why it is here. */
  readonly onLongPress: () => void;
  readonly onRemove: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onDrag: (dragging: boolean) => void;
  readonly onDragOver: () => void;
}

const LONG_PRESS_MS = 450;

function canHover(): boolean {
  return window.matchMedia('(hover: hover)').matches;
}

/** Tells a long press from a press; the press that ends a long one is none. */
function useLongPress(onLongPress: () => void): {
  readonly start: () => void;
  readonly stop: () => void;
  readonly wasLong: () => boolean;
} {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const long = useRef(false);
  const stop = (): void => {
    clearTimeout(timer.current);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return {
    stop,
    start: () => {
      long.current = false;
      stop();
      timer.current = setTimeout(() => {
        long.current = true;
        onLongPress();
      }, LONG_PRESS_MS);
    },
    wasLong: () => {
      const was = long.current;
      long.current = false;
      return was;
    },
  };
}

/** A tag: a press chooses it and says why it is there, a long press only says why, × takes it away. */
export function ChipItem(props: ChipItemProps) {
  const { chip, open } = props;
  const locale = useLocale();
  const { t } = locale;
  const id = useId();
  const press = useLongPress(props.onLongPress);
  const classes = [
    'chip',
    chip.kept ? 'chip--kept' : '',
    open ? 'chip--open' : '',
    props.dragged ? 'chip--dragged' : '',
    props.leftOutBy === null ? '' : 'chip--left',
  ];
  const probability = chip.suggestion?.probability ?? 0;
  const style = { '--score': `${Math.round(probability * 100)}%`, '--place': props.place } as CSSProperties;
  return (
    <li>
      <div
        role="presentation"
        className={classes.filter(Boolean).join(' ')}
        style={style}
        // On touch a long press tells the reason; its card has buttons to move the tag.
        draggable={canHover()}
        onDragStart={(event) => {
          press.stop();
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', `#${chip.label}`);
          event.dataTransfer.setData(OWN_DRAG, chip.key);
          props.onDrag(true);
        }}
        onDragEnd={() => {
          props.onDrag(false);
        }}
        onDragOver={(event) => {
          event.preventDefault();
          props.onDragOver();
        }}
      >
        <button
          type="button"
          className="chip__label"
          aria-pressed={chip.kept}
          aria-expanded={open}
          aria-controls={open ? props.reasonId : undefined}
          aria-describedby={`${id}-why`}
          tabIndex={props.tabbable ? 0 : -1}
          onPointerDown={(event) => {
            if (event.button === 0) press.start();
          }}
          onPointerUp={press.stop}
          onPointerLeave={press.stop}
          onPointerCancel={press.stop}
          onContextMenu={(event) => {
            // The menu that a long touch brings would cover the reason.
            if (press.wasLong()) event.preventDefault();
          }}
          onClick={() => {
            if (!press.wasLong()) props.onPress();
          }}
          onFocus={props.onFocus}
          onKeyDown={props.onKeyDown}
        >
          {chip.origin === 'typed' && <Icon name="pencil" size={14} />}
          {chip.kept && chip.origin === 'suggested' && <Icon name="check" size={14} />}
          <bdi>{chip.label}</bdi>
        </button>
        <button type="button" className="chip__remove" tabIndex={-1} onClick={props.onRemove}>
          <Icon name="close" size={14} />
          <span className="visually-hidden">{t('tags.remove', { tag: chip.label })}</span>
        </button>
        <span className="visually-hidden" id={`${id}-why`}>
          {chipSentence(locale, chip)}
          {props.leftOutBy !== null && ` ${t('tags.leftOutHere', { platform: props.leftOutBy })}`}
        </span>
      </div>
    </li>
  );
}
