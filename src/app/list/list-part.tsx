import { useId, useRef, useState } from 'react';
import type { PostTag } from '../../domain/post/post.ts';
import { MAX_LIST, readListText } from '../../domain/tags/tag-list.ts';
import { decodeText } from '../../domain/text/text-encoding.ts';
import { useLocale } from '../i18n/locale.ts';
import { saveFile } from '../ui/clipboard.ts';
import { errorText } from '../errors/error-text.ts';
import { shownError } from '../errors/plain-error.ts';
import { useModel } from '../model.ts';
import { useTagList } from './use-tag-list.ts';
import './list-part.css';

const NONE: readonly PostTag[] = [];

/** A person's own list of hashtags: pasted or from a file, edited as one text. */
export function ListPart() {
  const locale = useLocale();
  const { t } = locale;
  const { engine, toasts } = useModel();
  const { tags, reading, error } = useTagList();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  /** What the person changed and did not save yet; null: nothing. */
  const [typed, setTyped] = useState<string | null>(null);
  const kept = tags ?? NONE;
  const text = typed ?? textOf(kept);

  const put = async (next: readonly PostTag[], note: string): Promise<void> => {
    try {
      await engine.recommender().saveTagList(next);
      setTyped(null);
      const back = (): void => void put(kept, '');
      const said = next.length === 0 ? t('list.cleared') : t('list.saved', { count: next.length });
      toasts.show(note === '' ? said : `${said} ${note}`, { label: t('undo'), run: back });
    } catch (caught) {
      toasts.show(errorText(locale, shownError(caught)));
    }
  };
  const save = async (whole: string): Promise<void> => {
    const { tags: found, beyond } = readListText(whole);
    if (found.length === 0 && kept.length === 0) toasts.show(t('list.none'));
    else await put(found, beyond === 0 ? '' : t('list.beyond', { count: beyond }));
  };
  const add = async (file: File): Promise<void> => {
    const came = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (came === null) {
      toasts.show(t('list.unreadable'));
      return;
    }
    const { tags: found } = readListText(came);
    if (found.length === 0) toasts.show(t('list.none'));
    else await save(`${text}\n${textOf(found)}`);
  };

  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('list.title')}</h2>
      <p className="small muted" id={`${id}-hint`}>
        {t('list.hint', { most: MAX_LIST })}
      </p>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      <form
        className="own-list"
        onSubmit={(event) => {
          event.preventDefault();
          void save(text);
        }}
      >
        <textarea
          className="field own-list__field"
          dir="auto"
          rows={6}
          spellCheck={false}
          autoCapitalize="off"
          aria-label={t('list.field')}
          aria-describedby={`${id}-hint`}
          placeholder={t('list.example')}
          disabled={tags === null}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <p className="small muted" role="status">
          {reading === null ? kept.length > 0 && t('list.count', { count: kept.length }) : t('list.reading', reading)}
        </p>
        <div className="taste__row">
          <button type="submit" className="button button--primary" disabled={typed === null}>
            {t('list.save')}
          </button>
          <button type="button" className="button" disabled={tags === null} onClick={() => picker.current?.click()}>
            {t('list.file')}
          </button>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".txt,.csv,.tsv,text/plain,text/csv"
            aria-label={t('list.fileOf')}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file !== undefined) void add(file);
              // The same file may be chosen again.
              currentTarget.value = '';
            }}
          />
          {kept.length > 0 && (
            <>
              <button
                type="button"
                className="button button--quiet"
                onClick={() => {
                  saveFile('tagweave-list.txt', 'text/plain', `${textOf(kept)}\n`);
                }}
              >
                {t('list.export')}
              </button>
              <button type="button" className="button button--quiet" onClick={() => void put(NONE, '')}>
                {t('list.clear')}
              </button>
            </>
          )}
        </div>
      </form>
    </section>
  );
}

function textOf(tags: readonly PostTag[]): string {
  return tags.map(({ label }) => `#${label}`).join('\n');
}
