import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { ForgetPart } from './forget-part.tsx';
import { ImportPart } from './import-part.tsx';
import { SavePart } from './save-part.tsx';
import './data-view.css';

/** Everything that goes in and out of this device: a copy, an import, forgetting. */
export default function DataView() {
  const { t } = useLocale();
  return (
    <div className="data">
      <div className="data__head">
        <h1>{t('data.title')}</h1>
        <p className="muted">{t('data.lead')}</p>
      </div>
      <SavePart />
      <ImportPart />
      <ForgetPart />
    </div>
  );
}
