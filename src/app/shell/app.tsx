import { useEffect, useMemo, useRef } from 'react';
import { ComposeView } from '../compose/compose-view.tsx';
import { useDropped } from '../compose/photo/use-dropped.ts';
import { usePhotoInput } from '../compose/photo/use-photo-input.ts';
import { useLoadedLanguage } from '../i18n/use-loaded-language.ts';
import { LocaleContext, chooseLanguage, createLocale, regionOf } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { hrefOf, useRoute } from '../router.ts';
import type { Route } from '../router.ts';
import { useStore } from '../stores/store.ts';
import { fetched } from '../ui/controls/fetched.tsx';
import { ToastLine } from '../ui/undo/toast-line.tsx';
import { Navigation } from './navigation.tsx';
import { Notice } from './notice.tsx';
import { PrivacyLine } from './privacy-line.tsx';
import { UpdateLine } from './update-line.tsx';
import { useHelpKey } from './use-help-key.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import './app.css';

/** Not for the first screen: fetched when they are first opened. */
const HistoryView = fetched(async () => (await import('../history/history-view.tsx')).HistoryView);
const TasteView = fetched(async () => (await import('../taste/taste-view.tsx')).default);
const LabView = fetched(async () => (await import('../lab/lab-view.tsx')).default);
const SettingsView = fetched(async () => (await import('../settings/settings-view.tsx')).SettingsView);
const HelpView = fetched(async () => (await import('../help/help-view.tsx')).HelpView);
const DataView = fetched(async () => (await import('../data/data-view.tsx')).default);

function View({ route }: { readonly route: Route }) {
  switch (route) {
    case 'compose':
      return <ComposeView />;
    case 'history':
      return <HistoryView />;
    case 'taste':
      return <TasteView />;
    case 'lab':
      return <LabView />;
    case 'data':
      return <DataView />;
    case 'settings':
      return <SettingsView />;
    case 'help':
      return <HelpView />;
  }
}

/** Inside the locale, because what is taken back is said. */
function Keys() {
  useUndoKeys();
  useHelpKey();
  return null;
}

/** In the other views, too, the browser would leave the page for what is dropped; it becomes a post. */
function DropsElsewhere() {
  usePhotoInput(useDropped(true), false);
  return null;
}

export function App() {
  const { settings } = useModel();
  const route = useRoute();
  const wanted = useStore(settings, (value) => value.language);
  const theme = useStore(settings, (value) => value.theme);
  const language = useLoadedLanguage(chooseLanguage(wanted, navigator.languages));
  const locale = useMemo(() => createLocale(language, regionOf(language, navigator.languages)), [language]);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(route);

  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [language, theme]);

  useEffect(() => {
    const name = {
      compose: 'nav.compose',
      history: 'nav.history',
      taste: 'nav.taste',
      data: 'data.title',
      lab: 'nav.lab',
      settings: 'nav.settings',
      help: 'nav.help',
    } as const;
    document.title = route === 'compose' ? 'Tagweave' : `${locale.t(name[route])} · Tagweave`;
    if (shown.current === route) return;
    shown.current = route;
    // A new view begins at its top, for the eye and for the screen reader.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [route, locale]);

  return (
    <LocaleContext value={locale}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {locale.t('nav.skip')}
      </a>
      <Navigation route={route} />
      <main id="main" className="page" ref={main} tabIndex={-1}>
        <UpdateLine />
        <Notice />
        <View route={route} />
      </main>
      <footer className="foot">
        <PrivacyLine />
        <a className="small muted" href={hrefOf('help')} aria-keyshortcuts="?">
          {locale.t('nav.help')}
        </a>
        <a className="small muted" href={hrefOf('lab')}>
          {locale.t('nav.lab')}
        </a>
      </footer>
      <ToastLine />
      <Keys />
      {route !== 'compose' && <DropsElsewhere />}
    </LocaleContext>
  );
}
