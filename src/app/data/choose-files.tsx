import { useRef, useState } from 'react';
import type { PickedFile } from '../../domain/post/import.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { Icon } from '../ui/icon.tsx';
import { ACCEPTED, pickedFiles } from './picked-files.ts';

/** Where a person gets an export from: one line a service. */
const SOURCES: readonly { readonly name: string; readonly how: MessageKey }[] = [
  { name: 'Tagweave', how: 'data.from.tagweave' },
  { name: 'Instagram', how: 'data.from.instagram' },
  { name: 'Mastodon', how: 'data.from.mastodon' },
  { name: 'Pixelfed', how: 'data.from.pixelfed' },
  { name: 'Flickr', how: 'data.from.flickr' },
  { name: 'CSV', how: 'data.from.table' },
];

/** Files by picker or drop, or a whole folder. */
export function ChooseFiles({ onChoose }: { readonly onChoose: (files: readonly PickedFile[]) => void }) {
  const { t } = useLocale();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (input: HTMLInputElement): void => {
    onChoose(pickedFiles(input.files ?? []));
    // The same file may be chosen again.
    input.value = '';
  };
  return (
    <>
      <p className="small muted">{t('data.importHint')}</p>
      <div
        className="data__drop"
        role="presentation"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          // Elsewhere on the page a drop is a photo for a new post.
          event.stopPropagation();
          setOver(false);
          onChoose(pickedFiles(event.dataTransfer.files));
        }}
      >
        <p className="small">{t('data.drop')}</p>
        <div className="data__row">
          <button type="button" className="button" onClick={() => files.current?.click()}>
            <Icon name="plus" />
            {t('data.chooseFiles')}
          </button>
          <button type="button" className="button button--quiet" onClick={() => folder.current?.click()}>
            {t('data.chooseFolder')}
          </button>
        </div>
        <input
          ref={files}
          className="data__files"
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          aria-label={t('data.chooseFiles')}
          onChange={(event) => {
            take(event.target);
          }}
        />
        <input
          ref={folder}
          className="data__folder"
          type="file"
          multiple
          hidden
          aria-label={t('data.chooseFolder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => {
            take(event.target);
          }}
        />
      </div>
      <details>
        <summary className="small">{t('data.where')}</summary>
        <dl className="data__list small">
          {SOURCES.map(({ name, how }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="muted">{t(how)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
