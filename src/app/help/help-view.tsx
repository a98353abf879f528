import { useId } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import '../i18n/more-words.ts';
import { InstallButton } from './install-button.tsx';
import './help-view.css';

/** Keys as they are written on a keyboard, and what they do. */
const KEYS: readonly (readonly [readonly string[], MessageKey])[] = [
  [['?'], 'help.key.help'],
  [['Ctrl', 'V'], 'help.key.paste'],
  [['Ctrl', 'Z'], 'help.key.undo'],
  [['Shift', 'Ctrl', 'Z'], 'help.key.redo'],
  [['←', '→'], 'help.key.walk'],
  [['Enter'], 'help.key.choose'],
  [['Delete'], 'help.key.remove'],
  [['Alt', '←', '→'], 'help.key.move'],
  [['Esc'], 'help.key.close'],
];

const DOES = ['help.does.tags', 'help.does.reads', 'help.does.learns'] as const;
const DOES_NOT = ['help.not.trends', 'help.not.sees', 'help.not.photo', 'help.not.posts'] as const;

function Part({ title, children }: { readonly title: MessageKey; readonly children: ReactNode }) {
  const { t } = useLocale();
  const id = useId();
  return (
    <section className="help__part" aria-labelledby={id}>
      <h2 id={id}>{t(title)}</h2>
      {children}
    </section>
  );
}

/** How the page is used by keyboard, and what to expect of it. */
export function HelpView() {
  const { t } = useLocale();
  const list = (keys: readonly MessageKey[]): ReactNode => (
    <ul className="help__list">
      {keys.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  );
  return (
    <div className="help">
      <h1>{t('nav.help')}</h1>
      <InstallButton />
      <Part title="help.does">{list(DOES)}</Part>
      <Part title="help.not">{list(DOES_NOT)}</Part>
      <Part title="help.keys">
        <p className="small muted">{t('help.keysHint')}</p>
        <dl className="help__keys">
          {KEYS.map(([keys, words]) => (
            <div key={words}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(words)}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </div>
  );
}
