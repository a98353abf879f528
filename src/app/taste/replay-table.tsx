import { REPLAY_SYSTEMS } from '../../domain/replay.ts';
import type { OwnReplay, SystemMetrics } from '../../domain/replay.ts';
import { useLocale } from '../i18n/locale.ts';
import { NumberTable } from '../ui/figures/number-table.tsx';
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
    <NumberTable
      caption={t('taste.numbers')}
      bare
      note={t('taste.measure')}
      head={[t('taste.earlier'), t('taste.counted'), ...REPLAY_SYSTEMS.map((system) => t(`taste.system.${system}`))]}
      rows={rows.map(({ name, posts, systems }) => ({
        ...{ id: name, name },
        cells: [number(posts), ...REPLAY_SYSTEMS.map((system) => percent(systems[system].f1))],
      }))}
    />
  );
}
