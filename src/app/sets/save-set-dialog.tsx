import { useId, useRef, useState } from 'react';
import type { PostTag } from '../../domain/post/post.ts';
import { MAX_SETS, MAX_SET_NAME, setName, setNamed } from '../../domain/tags/tag-sets.ts';
import { useLocale } from '../i18n/locale.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { useSetActs } from './use-set-acts.ts';
import { useSets } from './use-sets.ts';
import './sets.css';

interface SaveSetProps {
  readonly tags: readonly PostTag[];
  readonly onClose: () => void;
}

/** Gives tags a name, under which they come back together. */
export function SaveSetDialog({ tags, onClose }: SaveSetProps) {
  const { t } = useLocale();
  const { sets } = useSets();
  const acts = useSetActs();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setTyped] = useState('');
  const there = setNamed(sets ?? [], name);
  const full = there === null && (sets?.length ?? 0) >= MAX_SETS;
  const ready = setName(name) !== '' && sets !== null && !full;
  return (
    <Dialog
      title={t('sets.saveTitle')}
      onClose={onClose}
      first={field}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="button button--primary" form={`${id}-form`} disabled={!ready}>
            {t(there === null ? 'sets.make' : 'sets.join')}
          </button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        className="set-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          void acts.keep(name, tags, sets).then((done) => {
            if (done) onClose();
          });
        }}
      >
        <p className="set-form__tags">
          {tags.map((tag) => (
            <bdi key={tag.key}>#{tag.label} </bdi>
          ))}
        </p>
        <div>
          <label className="label" htmlFor={`${id}-name`}>
            {t('sets.name')}
          </label>
          <input
            ref={field}
            id={`${id}-name`}
            className="field"
            dir="auto"
            autoComplete="off"
            maxLength={MAX_SET_NAME}
            placeholder={t('sets.example')}
            list={`${id}-names`}
            aria-describedby={`${id}-note`}
            value={name}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <datalist id={`${id}-names`}>
            {sets?.map((set) => (
              <option key={set.name} value={set.name} />
            ))}
          </datalist>
        </div>
        <p className="small muted" id={`${id}-note`} role="status">
          {there !== null && t('sets.joins')}
          {full && t('sets.full')}
        </p>
      </form>
    </Dialog>
  );
}
