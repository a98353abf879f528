import { useEffect, useRef, useState } from 'react';
import { useLocale } from '../../i18n/locale.ts';
import type { MessageKey } from '../../i18n/locale.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';

interface CameraDialogProps {
  readonly onClose: () => void;
  readonly onPhoto: (photo: File) => void;
}

function troubleOf(error: unknown): MessageKey {
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' ? 'camera.denied' : name === 'NotFoundError' ? 'camera.none' : 'camera.failed';
}

export function CameraDialog({ onClose, onPhoto }: CameraDialogProps) {
  const { t } = useLocale();
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const [trouble, setTrouble] = useState<MessageKey | null>(null);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let closed = false;
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (closed) {
          stop();
          return;
        }
        const element = video.current;
        if (element === null) return;
        element.srcObject = stream;
        await element.play();
        setReady(true);
      } catch (error) {
        if (!closed) setTrouble(troubleOf(error));
      }
    };
    void start();
    return () => {
      closed = true;
      stop();
    };
  }, []);

  const take = (): void => {
    const element = video.current;
    if (element === null) return;
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    canvas.getContext('2d')?.drawImage(element, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (blob !== null) onPhoto(new File([blob], 'camera.jpg', { type: 'image/jpeg' }));
      },
      'image/jpeg',
      0.92,
    );
  };

  return (
    <Dialog
      title={t('photo.camera')}
      onClose={onClose}
      actions={
        <button type="button" className="button button--primary" disabled={!ready} onClick={take}>
          {t('camera.take')}
        </button>
      }
    >
      {trouble === null ? (
        <video ref={video} className="camera" muted playsInline aria-label={t('camera.picture')} />
      ) : (
        <p role="alert">{t(trouble)}</p>
      )}
    </Dialog>
  );
}
