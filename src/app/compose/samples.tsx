import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { useModel } from '../model.ts';

/** Public domain; `public/samples/SOURCES.md` names where each is from. */
const SAMPLES: readonly { readonly file: string; readonly name: MessageKey }[] = [
  { file: 'puppy.webp', name: 'sample.puppy' },
  { file: 'cat.webp', name: 'sample.cat' },
  { file: 'coffee.webp', name: 'sample.coffee' },
];

function addressOf(file: string): string {
  return `${import.meta.env.BASE_URL}samples/${file}`;
}

export function Samples({ onPhotos }: { readonly onPhotos: (files: readonly File[]) => void }) {
  const { t } = useLocale();
  const { toasts } = useModel();
  const take = async (file: string): Promise<void> => {
    try {
      // The picture is on the page already: its bytes come from the browser's cache, not from the server again.
      const response = await fetch(addressOf(file), { cache: 'force-cache' });
      if (!response.ok) throw new Error(String(response.status));
      onPhotos([new File([await response.blob()], file, { type: 'image/webp' })]);
    } catch {
      toasts.show(t('sample.failed'));
    }
  };
  return (
    <div className="samples">
      <p className="small muted" id="samples-label">
        {t('sample.label')}
      </p>
      <ul aria-labelledby="samples-label">
        {SAMPLES.map(({ file, name }) => (
          <li key={file}>
            <button type="button" className="sample" onClick={() => void take(file)}>
              <img src={addressOf(file)} alt="" width="44" height="44" />
              {t(name)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
