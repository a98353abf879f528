import { useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import { fetched } from '../../ui/controls/fetched.tsx';
import { Icon } from '../../ui/controls/icon.tsx';
import { PickButton } from './pick-button.tsx';

/** Not for the first screen: fetched when the camera is asked for. */
const CameraDialog = fetched(async () => (await import('./camera-dialog.tsx')).CameraDialog);

/** Where the page may ask for a camera at all (a secure page in a browser that has the interface). */
function hasCameraInterface(): boolean {
  return 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function';
}

/** Phones hand over to their own camera; elsewhere a dialog shows the picture of the webcam. */
export function CameraButton({ onPhotos }: { readonly onPhotos: (files: readonly File[]) => void }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const phone = window.matchMedia('(pointer: coarse)').matches;
  if (phone) {
    return (
      <PickButton className="button" label={t('photo.camera')} capture onPick={onPhotos}>
        <Icon name="camera" />
        {t('photo.camera')}
      </PickButton>
    );
  }
  if (!hasCameraInterface()) return null;
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Icon name="camera" />
        {t('photo.camera')}
      </button>
      {open && (
        <CameraDialog
          onClose={() => {
            setOpen(false);
          }}
          onPhoto={(photo) => {
            setOpen(false);
            onPhotos([photo]);
          }}
        />
      )}
    </>
  );
}
