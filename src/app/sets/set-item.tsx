import { useEffect, useId, useRef, useState } from 'react';
import { MAX_SET_NAME, setName, setNamed } from '../../domain/tags/tag-sets.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { useLocale } from '../i18n/locale.ts';
import { TagItems, TagItemsForm } from '../ui/tags/tag-items.tsx';
import { useSetActs } from './use-set-acts.ts';

interface SetItemProps {
  readonly set: TagSet;
  readonly sets: readonly TagSet[];
  readonly focused: boolean;
  readonly onRenamed: (name: string) => void;
}

/** One saved set: its name, its tags, and what can be done with both. */
export function SetItem({ set, sets, focused, onRenamed }: SetItemProps) {
  const { t } = useLocale();
  const acts = useSetActs();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [renaming, setRenaming] = useState(false);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  return (
    <li className="set-item">
      <div className="set-item__head">
        <h3 id={id} className="setting__name" ref={heading} tabIndex={-1}>
          <bdi>{set.name}</bdi>
        </h3>
        <div className="set-item__acts">
          <button
            type="button"
            className="button button--quiet button--small"
            aria-label={t('sets.renameOf', { name: set.name })}
            aria-expanded={renaming}
            onClick={() => {
              setRenaming(!renaming);
            }}
          >
            {t('sets.rename')}
          </button>
          <button
            type="button"
            className="button button--quiet button--small"
            aria-label={t('sets.deleteOf', { name: set.name })}
            onClick={() => void acts.remove(set)}
          >
            {t('sets.delete')}
          </button>
        </div>
      </div>
      {renaming && (
        <RenameForm
          set={set}
          sets={sets}
          onDone={(name) => {
            setRenaming(false);
            onRenamed(name);
          }}
        />
      )}
      {set.tags.length === 0 ? (
        <p className="small muted">{t('sets.empty')}</p>
      ) : (
        <TagItems
          tags={set.tags}
          labelledBy={id}
          removeLabel={(tag) => t('sets.takeOut', { tag, name: set.name })}
          onRemove={(gone) => {
            // The button goes; the focus stays with the set.
            heading.current?.focus();
            void acts.save({ name: set.name, tags: set.tags.filter(({ key }) => key !== gone) });
          }}
        />
      )}
      <TagItemsForm
        label={t('sets.addTo', { name: set.name })}
        onAdd={(tags) => acts.save({ name: set.name, tags: [...set.tags, ...tags] })}
      />
    </li>
  );
}

function RenameForm({
  set,
  sets,
  onDone,
}: Pick<SetItemProps, 'set' | 'sets'> & { readonly onDone: (name: string) => void }) {
  const { t } = useLocale();
  const acts = useSetActs();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(set.name);
  useEffect(() => {
    field.current?.select();
  }, []);
  const name = setName(typed);
  const other = setNamed(sets, name);
  const taken = other !== null && other !== set;
  return (
    <form
      className="set-item__rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '' || taken) return;
        void acts.save({ ...set, name }, set.name).then((done) => {
          if (done) onDone(name);
        });
      }}
    >
      <input
        ref={field}
        className="field"
        dir="auto"
        autoComplete="off"
        maxLength={MAX_SET_NAME}
        aria-label={t('sets.newName', { name: set.name })}
        aria-invalid={taken}
        aria-describedby={taken ? `${id}-taken` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <button type="submit" className="button" disabled={name === '' || taken}>
        {t('sets.rename')}
      </button>
      {taken && (
        <p className="small" id={`${id}-taken`} role="alert">
          {t('sets.taken')}
        </p>
      )}
    </form>
  );
}
