import { useEffect, useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { samplePhoto } from '../../ui/pictures/sample-photos.ts';
import { useModel } from '../../model.ts';
import { useObjectUrl } from '../../ui/pictures/use-object-url.ts';

/** Public domain; `public/samples/SOURCES.md` names where each is from. */
const SAMPLES: readonly { readonly file: string; readonly name: MessageKey }[] = [
  { file: 'puppy.webp', name: 'sample.puppy' },
  { file: 'cat.webp', name: 'sample.cat' },
  { file: 'coffee.webp', name: 'sample.coffee' },
];

interface SampleProps {
  readonly file: string;
  readonly name: string;
  readonly onPhotos: (files: readonly File[]) => void;
}

function Sample({ file, name, onPhotos }: SampleProps) {
  const { t } = useLocale();
  const { toasts } = useModel();
  const [photo, setPhoto] = useState<File | null>(null);
  const url = useObjectUrl(photo);
  useEffect(() => {
    let gone = false;
    samplePhoto(file)
      .then((found) => {
        if (!gone) setPhoto(found);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [file]);
  const take = async (): Promise<void> => {
    try {
      onPhotos([photo ?? (await samplePhoto(file))]);
    } catch {
      toasts.show(t('sample.failed'));
    }
  };
  return (
    <button type="button" className="sample" onClick={() => void take()}>
      {url === null ? <span className="sample__place" /> : <img src={url} alt="" width="44" height="44" />}
      {name}
    </button>
  );
}

export function Samples({ onPhotos }: { readonly onPhotos: (files: readonly File[]) => void }) {
  const { t } = useLocale();
  return (
    <div className="samples">
      <p className="small muted" id="samples-label">
        {t('sample.label')}
      </p>
      <ul aria-labelledby="samples-label">
        {SAMPLES.map(({ file, name }) => (
          <li key={file}>
            <Sample file={file} name={t(name)} onPhotos={onPhotos} />
          </li>
        ))}
      </ul>
    </div>
  );
}
