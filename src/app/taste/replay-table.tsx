import { REPLAY_SYSTEMS } from '../../domain/replay.ts';
import type { OwnReplay, SystemMetrics } from '../../domain/replay.ts';
import { useLocale } from '../i18n/locale.ts';
import { bandName, filledBands } from './bands.ts';

/** Every system in every band, as shares of 100. */
export function ReplayTable({ replay }: { readonly replay: OwnReplay }) {
  const { t, number } = useLocale();
  const rows: readonly { readonly name: string; readonly posts: number; readonly systems: SystemMetrics }[] = [
    ...filledBands(replay).map((band) => ({ name: bandName(band), posts: band.posts, systems: band.systems })),
    { name: t('taste.allPosts'), posts: replay.posts, systems: replay.systems },
  ];
  const percent = (share: number): string =>
    number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    // A table that scrolls sideways is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="replay-table" role="region" tabIndex={0} aria-label={t('taste.numbers')}>
      <table>
        <caption className="small muted">{t('taste.measure')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('taste.earlier')}</th>
            <th scope="col">{t('taste.counted')}</th>
            {REPLAY_SYSTEMS.map((system) => (
              <th key={system} scope="col">
                {t(`taste.system.${system}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, posts, systems }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{number(posts)}</td>
              {REPLAY_SYSTEMS.map((system) => (
                <td key={system}>{percent(systems[system].f1)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
