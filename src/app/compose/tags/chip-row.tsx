import { useId, useRef, useState } from 'react';
import type { Dispatch, KeyboardEvent, SetStateAction } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { ChipItem } from './chip-item.tsx';
import { isNarrowed, move, remove, toggleKept } from '../../post/chips.ts';
import type { Chip, Table } from '../../post/chips.ts';
import type { Post } from '../../post/post.ts';
import './chip-row.css';

/** Not for the first screen: fetched when the first reason is asked for. */
const ReasonCard = fetched(async () => (await import('../reason/reason-card.tsx')).ReasonCard);

/** The tag whose reason is open, by key. */
export interface OpenTag {
  readonly openKey: string | null;
  readonly onOpenKey: Dispatch<SetStateAction<string | null>>;
}

interface ChipRowProps extends OpenTag {
  readonly post: Post;
  /** Keys of the tags that the platform does not take, and its name. */
  readonly leftOut: ReadonlySet<string>;
  readonly platform: string;
}

/** A tag on its way to another place, while it is held over it. */
interface Drag {
  readonly key: string;
  readonly to: number;
}

const dragged = (table: Table, drag: Drag | null): Table => (drag === null ? table : move(table, drag.key, drag.to));

/** Arrow keys walk along the chips, Alt with them reorders, Delete takes away; one stop for Tab. Below them, why one is here. */
export function ChipRow({ post, openKey, onOpenKey, leftOut, platform }: ChipRowProps) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  const row = useRef<HTMLUListElement>(null);
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const { chips } = dragged(post.table, drag);
  const current = Math.max(
    0,
    chips.findIndex((chip) => chip.key === currentKey),
  );
  const openAt = chips.findIndex((chip) => chip.key === openKey);
  const open = chips[openAt];

  const focusAt = (index: number): void => {
    // After React has drawn the new order.
    requestAnimationFrame(() => {
      row.current?.querySelectorAll<HTMLButtonElement>('.chip__label')[index]?.focus();
    });
  };

  const moveTo = (chip: Chip, to: number): void => {
    const place = Math.max(0, Math.min(to, chips.length - 1));
    compose.editTags((table) => move(table, chip.key, place));
    toasts.say(t('tags.moved', { tag: chip.label, place: place + 1, of: chips.length }));
  };

  const takeAway = (chip: Chip, refocus: boolean): void => {
    const index = chips.indexOf(chip);
    const before = new Set(chips.map((one) => one.key));
    let came: string | undefined;
    compose.editTags((table, now, count) => {
      const next = remove(table, chip.key, now.recommendation, count);
      came = next.chips.find((one) => !before.has(one.key))?.label;
      return next;
    });
    onOpenKey((now) => (now === chip.key ? null : now));
    toasts.say(
      came === undefined
        ? t('tags.takenAway', { tag: chip.label })
        : t('tags.replaced', { tag: chip.label, next: came }),
    );
    if (refocus) focusAt(Math.min(index, chips.length - 1));
  };

  const onKeyDown = (event: KeyboardEvent, chip: Chip, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Delete' || event.key === 'Backspace') takeAway(chip, true);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(chips.length - 1);
    else if (step !== 0 && event.altKey) {
      moveTo(chip, index + step);
      focusAt(Math.max(0, Math.min(index + step, chips.length - 1)));
    } else if (step !== 0) focusAt((index + step + chips.length) % chips.length);
    else return;
    event.preventDefault();
  };

  const close = (): void => {
    // Focus that was inside the card goes back to the tag it belongs to.
    if (!(document.activeElement instanceof HTMLElement) || document.activeElement.closest('.reason') !== null) {
      focusAt(openAt);
    }
    onOpenKey(null);
  };

  return (
    <>
      <p className="visually-hidden" id={`${id}-help`}>
        {t('tags.help')}
      </p>
      <ul className="chips" ref={row} aria-label={t('tags.title')} aria-describedby={`${id}-help`}>
        {chips.map((chip, index) => (
          <ChipItem
            key={chip.key}
            chip={chip}
            place={index}
            tabbable={index === current}
            open={openKey === chip.key}
            reasonId={`${id}-reason`}
            dragged={drag?.key === chip.key}
            leftOutBy={leftOut.has(chip.key) ? platform : null}
            onPress={() => {
              compose.editTags((table) => toggleKept(table, chip.key));
              onOpenKey(chip.key);
            }}
            onLongPress={() => {
              onOpenKey(chip.key);
            }}
            onRemove={() => {
              takeAway(chip, false);
            }}
            onFocus={() => {
              setCurrentKey(chip.key);
            }}
            onKeyDown={(event) => {
              onKeyDown(event, chip, index);
            }}
            onDrag={(dragging) => {
              // One act, however many places it passed on the way.
              if (!dragging && drag !== null) compose.editTags((table) => dragged(table, drag));
              setDrag(dragging ? { key: chip.key, to: index } : null);
            }}
            onDragOver={() => {
              if (drag !== null && drag.key !== chip.key) setDrag({ ...drag, to: index });
            }}
          />
        ))}
      </ul>
      {open === undefined ? (
        <Leaving table={post.table} all={leftOut.size === 0} />
      ) : (
        <ReasonCard
          id={`${id}-reason`}
          chip={open}
          post={post}
          place={openAt}
          of={chips.length}
          onMove={(step) => {
            moveTo(open, openAt + step);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** Which of the tags leave, as long as that is not seen: all of them until some are chosen. Of those left out the count below tells. */
function Leaving({ table, all }: { readonly table: Table; readonly all: boolean }) {
  const { t } = useLocale();
  const narrowed = isNarrowed(table);
  if (!narrowed && (!all || table.chips.every(({ kept }) => kept))) return null;
  return <p className="small muted">{t(narrowed ? 'tags.keptOnly' : 'tags.keepThem')}</p>;
}
