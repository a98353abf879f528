import { useCallback, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { EverydayData } from '../../../lab/everyday.ts';
import { EVERYDAY_CASES } from '../../../lab/lists.ts';
import type { EverydayCase } from '../../../lab/lists.ts';
import { errorText } from '../../errors/error-text.ts';
import { useLocale } from '../../i18n/locale.ts';
import { askLab } from '../parts/lab-engine.ts';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import { useOpened } from '../parts/use-opened.ts';
import { usePlace } from '../parts/use-place.ts';
import { usePartWords } from '../words/words.ts';
import { EverydayChoices } from './everyday-choices.tsx';
import { EverydayResults } from './everyday-results.tsx';
import type { EverydayByCase } from './everyday-rows.ts';
import { everydayHref, everydaySettingsOf } from './everyday-settings.ts';
import type { EverydaySettings } from './everyday-settings.ts';
import { everydayWords } from './everyday-words.ts';

/** Does this list need the decoder? With β = 1 that of A2 does not. */
function needsDecoder({ head }: EverydaySettings, { beta }: EverydayData): boolean {
  return !(head === 'classification' || (head === 'A2' && beta === 1));
}

/** Beyond the paper: the everyday network over its test posts, evaluated in this tab. */
export default function LabEveryday({ ask = askLab }: { readonly ask?: AskLab }) {
  const locale = useLocale();
  const w = usePartWords(everydayWords);
  const [settings, setSettings] = usePlace(everydaySettingsOf, everydayHref);
  const change = (part: Partial<EverydaySettings>): void => {
    setSettings({ ...settings, ...part });
  };
  const open = useCallback((signal: AbortSignal) => ask('everydayOpen', null, { signal }), [ask]);
  const { data, error } = useOpened(open);
  const [made, setMade] = useState<EverydayByCase>(new Map());
  const [now, setNow] = useState<EverydayCase>('both, cold');
  const task = useLabTask<null>();
  if (error !== null)
    return (
      <p className="trouble" role="alert">
        {errorText(locale, error)}
      </p>
    );
  if (data === null) return <p className="muted">{locale.t('view.loading')}</p>;
  const decoder = needsDecoder(settings, data);
  const first = made.get(settings.given);
  const run = (): void => {
    task.start(async (calls) => {
      // What is looked at comes first.
      for (const given of [settings.given, ...EVERYDAY_CASES.filter((other) => other !== settings.given)]) {
        setNow(given);
        const evaluated = await ask('everyday', { given, decoder }, calls);
        setMade((before) => new Map(before).set(given, evaluated));
      }
      return null;
    });
  };
  return (
    <>
      <section className="lab__part">
        <h2>{w('settings')}</h2>
        <EverydayChoices data={data} settings={settings} onChange={change} />
        <TaskLine
          task={task}
          label={w('run')}
          note={
            first?.heads[settings.head] === undefined
              ? decoder
                ? w('run.decoder')
                : w('run.note')
              : w('run.done', { backend: first.backend, network: first.network })
          }
          progress={(done, of) => w('run.progress', { given: w(`given.${now}`), done, of })}
          onStart={run}
        />
      </section>
      <EverydayResults ask={ask} data={data} made={made} settings={settings} />
    </>
  );
}
