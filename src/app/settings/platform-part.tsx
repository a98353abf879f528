import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { MAX_CAP, TAG_CHARACTERS, asEdit } from '../../domain/platforms/platform-edits.ts';
import type { PlatformEdit } from '../../domain/platforms/platform-edits.ts';
import { platformRule } from '../../domain/platforms/platforms.ts';
import type { PlatformRule } from '../../domain/platforms/platforms.ts';
import { PlatformSelect } from '../compose/copy/platform-select.tsx';
import { useLocale } from '../i18n/locale.ts';
import { chosenPlatform } from '../stores/settings/platform-list.ts';
import { useModel } from '../model.ts';
import { useStore } from '../stores/store.ts';

interface NumberFieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly most: number;
  /** null = left empty; where that is not allowed it is not told. */
  readonly onChange: (value: number | null) => void;
}

/** A whole number from one, or nothing. It counts when the field is left; what is no such number is not taken. */
function NumberField({ name, hint, value, most, onChange }: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = ({ valueAsNumber, value: text, validity }: HTMLInputElement): void => {
    setDraft(null);
    if (validity.valid) onChange(text === '' ? null : valueAsNumber);
  };
  return (
    <Row name={name} hint={hint} htmlFor={id}>
      <input
        id={id}
        className="field setting__number"
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        step={1}
        value={draft ?? String(value ?? '')}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onBlur={(event) => {
          commit(event.target);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget);
        }}
      />
    </Row>
  );
}

interface RowProps {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly htmlFor: string;
  readonly children: ReactNode;
}

function Row({ name, hint, htmlFor, children }: RowProps) {
  return (
    <div className="setting">
      <span>
        <label className="setting__name" htmlFor={htmlFor}>
          {name}
        </label>
        {hint !== undefined && <span className="small muted">{hint}</span>}
      </span>
      {children}
    </div>
  );
}

/** What a platform takes, where that is said and of which day it is; the person may correct it. */
export function PlatformPart() {
  const { t } = useLocale();
  const { settings } = useModel();
  const id = useId();
  const value = useStore(settings, (now) => now);
  const rule = chosenPlatform(value);
  if (rule === null) return null;
  const edited = value.platformEdits[rule.id] !== undefined;
  const change = (part: Partial<PlatformEdit>): void => {
    const today = new Date().toISOString().slice(0, 10);
    settings.update((now) => ({
      ...now,
      platformEdits: { ...now.platformEdits, [rule.id]: { ...asEdit(rule, today), ...part } },
    }));
  };
  const asShipped = (): void => {
    settings.update((now) => ({
      ...now,
      platformEdits: Object.fromEntries(Object.entries(now.platformEdits).filter(([key]) => key !== rule.id)),
    }));
  };
  return (
    <>
      <p className="small muted">{t('platforms.about')}</p>
      <Row name={t('platforms.which')} htmlFor={`${id}-which`}>
        <PlatformSelect id={`${id}-which`} />
      </Row>
      <NumberField
        name={t('platforms.cap')}
        hint={t('platforms.capHint')}
        value={rule.cap}
        most={MAX_CAP}
        onChange={(cap) => {
          if (cap !== rule.cap) change({ cap });
        }}
      />
      <NumberField
        name={t('platforms.usual')}
        value={rule.usual}
        most={MAX_CAP}
        onChange={(usual) => {
          if (usual !== null && usual !== rule.usual) change({ usual });
        }}
      />
      <NumberField
        name={t('platforms.limit')}
        hint={t('platforms.limitHint')}
        value={rule.post?.limit ?? null}
        most={100_000}
        onChange={(postLimit) => {
          if (postLimit !== (rule.post?.limit ?? null)) change({ postLimit });
        }}
      />
      <Row name={t('platforms.characters')} htmlFor={`${id}-characters`}>
        <select
          id={`${id}-characters`}
          className="field"
          value={rule.characters}
          onChange={(event) => {
            const characters = TAG_CHARACTERS.find((one) => one === event.target.value);
            if (characters !== undefined) change({ characters });
          }}
        >
          {TAG_CHARACTERS.map((one) => (
            <option key={one} value={one}>
              {t(`platforms.characters.${one}`)}
            </option>
          ))}
        </select>
      </Row>
      <Origin rule={rule} edited={edited} onShipped={asShipped} />
    </>
  );
}

interface OriginProps {
  readonly rule: PlatformRule;
  readonly edited: boolean;
  readonly onShipped: () => void;
}

/** The day of the rule, and where it can be read. */
function Origin({ rule, edited, onShipped }: OriginProps) {
  const { t, date } = useLocale();
  const [address = '', ...note] = rule.source.split(' ');
  const shipped = platformRule(rule.id)?.checkedAt ?? null;
  return (
    <p className="small muted platform__origin">
      {edited && <span>{t('platforms.edited', { date: date(rule.checkedAt ?? '') })} </span>}
      <span>{shipped === null ? t('platforms.unchecked') : t('platforms.checked', { date: date(shipped) })} </span>
      <a href={address} target="_blank" rel="noreferrer">
        {new URL(address).hostname}
      </a>
      {note.length > 0 && ` ${note.join(' ')}`}
      {edited && (
        <button type="button" className="button button--small" onClick={onShipped}>
          {t('platforms.shipped')}
        </button>
      )}
    </p>
  );
}
