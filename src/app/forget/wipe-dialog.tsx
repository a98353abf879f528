import { useLocale } from '../i18n/locale.ts';
import { Dialog } from '../ui/controls/dialog.tsx';

/** Forgetting everything cannot be undone, so it asks. */
export function WipeDialog({ onClose, onWipe }: { readonly onClose: () => void; readonly onWipe: () => void }) {
  const { t } = useLocale();
  return (
    <Dialog
      title={t('wipe.title')}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t('wipe.no')}
          </button>
          <button type="button" className="button button--danger" onClick={onWipe}>
            {t('wipe.yes')}
          </button>
        </>
      }
    >
      <p>{t('wipe.text')}</p>
    </Dialog>
  );
}
