import { useEffect, useState } from 'react';
import type { AskLab } from '../../lab/lab-client.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { errorText } from '../lib/error-text.ts';
import { askLab } from './lab-engine.ts';
import { labHref, labSettingsOf } from './lab-settings.ts';
import type { LabSettings } from './lab-settings.ts';
import { RerunPart } from './rerun-part.tsx';
import { useLab } from './use-lab.ts';
import { useLabWords } from './words.ts';
import './lab.css';

/** The settings of the address; a change is written into it, so that a reload or a link brings them back. */
function useLabSettings(): readonly [LabSettings, (part: Partial<LabSettings>) => void] {
  const [settings, setSettings] = useState(() => labSettingsOf(window.location.hash));
  useEffect(() => {
    const read = (): void => {
      if (window.location.hash.startsWith('#/lab')) setSettings(labSettingsOf(window.location.hash));
    };
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('hashchange', read);
    };
  }, []);
  const change = (part: Partial<LabSettings>): void => {
    const now = { ...settings, ...part };
    window.history.replaceState(window.history.state, '', labHref(now));
    setSettings(now);
  };
  return [settings, change];
}

/** The paper's evidence, to be repeated in the page. @param ask what evaluates; the page's worker by default */
export default function LabView({ ask = askLab }: { readonly ask?: AskLab }) {
  const locale = useLocale();
  const { w } = useLabWords();
  const [settings, change] = useLabSettings();
  const lab = useLab(ask);
  return (
    <div className="lab">
      <div className="lab__head">
        <h1>{w('title')}</h1>
        <p className="muted">{w('lead')}</p>
      </div>
      {lab.error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, lab.error)}
        </p>
      )}
      {lab.data === null ? (
        lab.error === null && <p className="muted">{locale.t('view.loading')}</p>
      ) : (
        <RerunPart ask={ask} lab={lab} data={lab.data} settings={settings} onChange={change} />
      )}
    </div>
  );
}
