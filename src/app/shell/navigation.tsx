import { useLocale } from '../i18n/locale.ts';
import type { MessageKey } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { hrefOf } from '../router.ts';
import type { Route } from '../router.ts';
import { beginPost } from '../ui/begin-post.ts';
import { Icon, Mark } from '../ui/controls/icon.tsx';
import type { IconName } from '../ui/controls/icon.tsx';
import './navigation.css';

/** In the order of the design. “New post” starts one; the mark leads back to the post on the table. The Lab is quiet: it is linked in the settings and the footer. The settings are a gear at the top of every screen. */
const PLACES: readonly { readonly route: Route; readonly icon: IconName; readonly name: MessageKey }[] = [
  { route: 'compose', icon: 'plus', name: 'nav.compose' },
  { route: 'history', icon: 'history', name: 'nav.history' },
  { route: 'taste', icon: 'taste', name: 'nav.taste' },
];

export function Navigation({ route }: { readonly route: Route }) {
  const { t } = useLocale();
  const { compose } = useModel();
  return (
    <header className="top">
      <a className="top__brand" href={hrefOf('compose')}>
        <Mark />
        <span>Tagweave</span>
      </a>
      <nav className="top__nav" aria-label={t('nav.label')}>
        <ul className="top__places">
          {PLACES.map((place) => (
            <li key={place.route}>
              <a
                className="top__link"
                href={hrefOf(place.route)}
                aria-current={place.route === route ? 'page' : undefined}
                onClick={
                  place.route === 'compose'
                    ? () => {
                        beginPost(compose);
                      }
                    : undefined
                }
              >
                <Icon name={place.icon} />
                <span>{t(place.name)}</span>
              </a>
            </li>
          ))}
        </ul>
        <a
          className="top__link top__gear"
          href={hrefOf('settings')}
          title={t('nav.settings')}
          aria-current={route === 'settings' ? 'page' : undefined}
        >
          <Icon name="gear" />
          <span className="visually-hidden">{t('nav.settings')}</span>
        </a>
      </nav>
    </header>
  );
}
