import { useId, useState } from 'react';
import { hashtagsIn } from '../../domain/tags/hashtag.ts';
import { MAX_SETS, MAX_SET_NAME, setName, setNamed } from '../../domain/tags/tag-sets.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { useLocale } from '../i18n/locale.ts';
import { errorText } from '../errors/error-text.ts';
import { SetItem } from './set-item.tsx';
import { useSetActs } from './use-set-acts.ts';
import { useSets } from './use-sets.ts';
import './sets.css';

/** All saved sets, to be changed; and a new one. */
export function SetsPart() {
  const locale = useLocale();
  const { t } = locale;
  const { sets, error } = useSets();
  const id = useId();
  /** The set that was renamed last: it stands elsewhere now, and the focus goes with it. */
  const [renamed, setRenamed] = useState<string | null>(null);
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('sets.title')}</h2>
      <p className="small muted">{t('sets.hint')}</p>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {sets !== null && sets.length > 0 && (
        <ul className="set-list">
          {sets.map((set) => (
            <SetItem key={set.name} set={set} sets={sets} focused={set.name === renamed} onRenamed={setRenamed} />
          ))}
        </ul>
      )}
      {sets !== null && (sets.length < MAX_SETS ? <NewSet sets={sets} /> : <p className="small">{t('sets.full')}</p>)}
    </section>
  );
}

function NewSet({ sets }: { readonly sets: readonly TagSet[] }) {
  const { t } = useLocale();
  const acts = useSetActs();
  const id = useId();
  const [name, setTypedName] = useState('');
  const [typed, setTyped] = useState('');
  const there = setNamed(sets, name);
  const tags = hashtagsIn(typed);
  const ready = setName(name) !== '' && tags.length > 0;
  return (
    <form
      className="set-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        void acts.keep(name, tags, sets).then((done) => {
          if (!done) return;
          setTypedName('');
          setTyped('');
        });
      }}
    >
      <h3 id={`${id}-title`} className="setting__name">
        {t('sets.new')}
      </h3>
      <input
        className="field"
        dir="auto"
        autoComplete="off"
        maxLength={MAX_SET_NAME}
        aria-label={t('sets.name')}
        placeholder={t('sets.example')}
        value={name}
        onChange={(event) => {
          setTypedName(event.target.value);
        }}
      />
      <div className="tag-items__add">
        <input
          className="field"
          dir="auto"
          autoComplete="off"
          autoCapitalize="off"
          aria-label={t('sets.newTags')}
          placeholder={t('sets.newTags')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <button type="submit" className="button" disabled={!ready}>
          {t(there === null ? 'sets.make' : 'sets.join')}
        </button>
      </div>
      <p className="small muted" role="status">
        {there !== null && t('sets.joins')}
      </p>
    </form>
  );
}
