import { useState } from 'react';
import type { AskLab } from '../../lab/lab-client.ts';
import { useLocale } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { errorText } from '../errors/error-text.ts';
import { fetched } from '../ui/controls/fetched.tsx';
import { askLab } from './parts/lab-engine.ts';
import { useLabHere } from './parts/use-lab-here.ts';
import { usePlace } from './parts/use-place.ts';
import { labHref, labPartOf, labSettingsOf, partHref, PARTS } from './rerun/lab-settings.ts';
import type { LabPart, LabSettings } from './rerun/lab-settings.ts';
import { RerunPart } from './rerun/rerun-part.tsx';
import { useRerun } from './rerun/use-rerun.ts';
import { useLabWords } from './words/words.ts';
import './lab.css';

/** Fetched when they are opened. Their files' names begin with “lab-”: such are not stored at once (vite.config.ts). */
const OTHERS = {
  everyday: fetched(async () => (await import('./everyday/lab-everyday.tsx')).default),
  own: fetched(async () => (await import('./own/lab-own.tsx')).default),
  table2: fetched(async () => (await import('./table2/lab-table2.tsx')).default),
  post: fetched(async () => (await import('./post/lab-post.tsx')).default),
  backends: fetched(async () => (await import('./backends/lab-backends.tsx')).default),
} as const satisfies Record<Exclude<LabPart, 'rerun'>, unknown>;

interface Place {
  readonly part: LabPart;
  readonly settings: LabSettings;
}

const placeOf = (hash: string): Place => ({ part: labPartOf(hash), settings: labSettingsOf(hash) });

const hrefOf = ({ settings }: Place): string => labHref(settings);

/** The Lab's parts as links, each with an address of its own. */
function Parts({ part: shown, settings }: Place) {
  const { w } = useLabWords();
  return (
    <nav className="lab__parts" aria-label={w('parts')}>
      {PARTS.map((part) => (
        <a key={part} href={partHref(part, settings)} aria-current={part === shown ? 'page' : undefined}>
          {w(`part.${part}`)}
        </a>
      ))}
    </nav>
  );
}

/** The paper's evidence, to be repeated in the page; a sentence where this copy of the page comes without. */
export default function LabView() {
  const { w } = useLabWords();
  const { t } = useLocale();
  const here = useLabHere();
  if (here === null) return <p className="muted">{t('view.loading')}</p>;
  if (here) return <WholeLab ask={askLab} />;
  return (
    <div className="lab">
      <h1>{w('title')}</h1>
      <p>{w('absent')}</p>
    </div>
  );
}

/** @param ask what evaluates: the page's worker */
function WholeLab({ ask }: { readonly ask: AskLab }) {
  const { w } = useLabWords();
  const [place, setPlace] = usePlace(placeOf, hrefOf);
  const change = (part: Partial<LabSettings>): void => {
    setPlace({ part: 'rerun', settings: { ...place.settings, ...part } });
  };
  const { part } = place;
  const Other = part === 'rerun' ? null : OTHERS[part];
  return (
    <div className="lab">
      <div className="lab__head">
        <h1>{w('title')}</h1>
        <Parts {...place} />
        <p className="muted">{w(`lead.${part}`)}</p>
      </div>
      <div className="lab__rerun" hidden={Other !== null}>
        <Rerun ask={ask} wanted={Other === null} settings={place.settings} onChange={change} />
      </div>
      {Other !== null && <Other />}
    </div>
  );
}

interface RerunProps {
  readonly ask: AskLab;
  readonly wanted: boolean;
  readonly settings: LabSettings;
  readonly onChange: (part: Partial<LabSettings>) => void;
}

/** Stays while another part is looked at: what was evaluated is there when one comes back. */
function Rerun({ ask, wanted, settings, onChange }: RerunProps) {
  const locale = useLocale();
  const [begun, setBegun] = useState(wanted);
  if (wanted && !begun) setBegun(true);
  const lab = useRerun(ask, begun);
  if (!begun) return null;
  return (
    <>
      {lab.error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, lab.error)}
        </p>
      )}
      {lab.data === null ? (
        lab.error === null && <p className="muted">{locale.t('view.loading')}</p>
      ) : (
        <RerunPart ask={ask} lab={lab} data={lab.data} settings={settings} onChange={onChange} />
      )}
    </>
  );
}
