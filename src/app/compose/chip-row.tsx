import { useId, useRef, useState } from 'react';
import type { Dispatch, KeyboardEvent, SetStateAction } from 'react';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { ChipItem } from './chip-item.tsx';
import { move, remove, toggleKept } from './chips.ts';
import type { Chip } from './chips.ts';
import type { Post } from './post.ts';
import './chip-row.css';

/** The tag whose reason is open, by key. */
export interface OpenTag {
  readonly openKey: string | null;
  readonly onOpenKey: Dispatch<SetStateAction<string | null>>;
}

/** Arrow keys walk along the chips, Alt with them reorders, Delete takes away; one stop for Tab. */
export function ChipRow({ post, openKey, onOpenKey }: { readonly post: Post } & OpenTag) {
  const { t } = useLocale();
  const { compose, toasts } = useModel();
  const id = useId();
  const row = useRef<HTMLUListElement>(null);
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const [draggedKey, setDraggedKey] = useState<string | null>(null);
  const { chips } = post.table;
  const current = Math.max(
    0,
    chips.findIndex((chip) => chip.key === currentKey),
  );

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
    focusAt(place);
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
    onOpenKey(null);
    toasts.say(
      came === undefined
        ? t('tags.takenAway', { tag: chip.label })
        : t('tags.replaced', { tag: chip.label, next: came }),
    );
    if (refocus) focusAt(Math.min(index, chips.length - 1));
  };

  const onKeyDown = (event: KeyboardEvent, chip: Chip, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Escape') onOpenKey(null);
    else if (event.key === 'Delete' || event.key === 'Backspace') takeAway(chip, true);
    else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(chips.length - 1);
    else if (step !== 0 && event.altKey) moveTo(chip, index + step);
    else if (step !== 0) focusAt((index + step + chips.length) % chips.length);
    else return;
    event.preventDefault();
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
            of={chips.length}
            tabbable={index === current}
            open={openKey === chip.key}
            dragged={draggedKey === chip.key}
            onOpen={(open) => {
              onOpenKey((now) => (open ? chip.key : now === chip.key ? null : now));
            }}
            onToggle={() => {
              compose.editTags((table) => toggleKept(table, chip.key));
            }}
            onRemove={(refocus) => {
              takeAway(chip, refocus);
            }}
            onMove={(step) => {
              moveTo(chip, index + step);
            }}
            onFocus={() => {
              setCurrentKey(chip.key);
            }}
            onKeyDown={(event) => {
              onKeyDown(event, chip, index);
            }}
            onDrag={(dragging) => {
              onOpenKey(null);
              setDraggedKey(dragging ? chip.key : null);
            }}
            onDragOver={() => {
              if (draggedKey !== null && draggedKey !== chip.key) {
                compose.editTags((table) => move(table, draggedKey, index));
              }
            }}
          />
        ))}
      </ul>
      <p className="small muted">
        {t(chips.some((chip) => chip.kept) ? 'tags.keptOnly' : 'tags.keepThem')}
        <span className="chips__hold"> {t('tags.hold')}</span>
      </p>
    </>
  );
}
