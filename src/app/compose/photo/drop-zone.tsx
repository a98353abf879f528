import { useLocale } from '../../i18n/locale.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { CameraButton } from './camera-button.tsx';
import { PickButton } from './pick-button.tsx';
import { Samples } from './samples.tsx';
import './drop-zone.css';

interface DropZoneProps {
  readonly onPhotos: (files: readonly File[]) => void;
  /** The samples belong to the very first screen only. */
  readonly withSamples: boolean;
}

export function DropZone({ onPhotos, withSamples }: DropZoneProps) {
  const { t } = useLocale();
  return (
    <div className="zone">
      <div className="zone__middle">
        <Icon name="photo" size={44} />
        <div className="zone__buttons">
          <PickButton className="button button--primary" label={t('photo.choose')} multiple onPick={onPhotos}>
            {t('photo.choose')}
          </PickButton>
          <CameraButton onPhotos={onPhotos} />
        </div>
        <p className="zone__hint muted small">
          <span className="zone__drop">{t('photo.hint')} </span>
          {t('photo.several')}
        </p>
      </div>
      {withSamples && <Samples onPhotos={onPhotos} />}
    </div>
  );
}
