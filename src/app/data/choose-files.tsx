import type { PickedFile } from '../../domain/post/import.ts';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { FileDrop } from './file-drop.tsx';

/** Where a person gets an export from: one line a service. */
const SOURCES: readonly { readonly name: string; readonly how: MessageKey }[] = [
  { name: 'Tagweave', how: 'data.from.tagweave' },
  { name: 'Instagram', how: 'data.from.instagram' },
  { name: 'Mastodon', how: 'data.from.mastodon' },
  { name: 'Pixelfed', how: 'data.from.pixelfed' },
  { name: 'Flickr', how: 'data.from.flickr' },
  { name: 'CSV', how: 'data.from.table' },
];

/** Where an export is dropped or picked, and where one gets it from. */
export function ChooseFiles({ onChoose }: { readonly onChoose: (files: readonly PickedFile[]) => void }) {
  const { t } = useLocale();
  const words = { drop: t('data.drop'), files: t('data.chooseFiles'), folder: t('data.chooseFolder') };
  return (
    <>
      <p className="small muted">{t('data.importHint')}</p>
      <FileDrop name="data" words={words} onChoose={onChoose} />
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
