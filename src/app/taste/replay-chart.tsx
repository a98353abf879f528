import type { OwnReplay } from '../../domain/replay.ts';
import { useLocale } from '../i18n/locale.ts';
import { chartCeiling } from '../ui/figures/chart-ceiling.ts';
import { bandName, filledBands } from './bands.ts';

const WIDTH = 480;
const HEIGHT = 196;
const LEFT = 40;
const BOTTOM = 44;
const TOP = 16;
const BAR = 22;

/** Two bars for each band, and how many posts they stand for: without the person, and with everything that was learnt. The table below has the same numbers. */
export function ReplayChart({ replay }: { readonly replay: OwnReplay }) {
  const { t, number } = useLocale();
  const bands = filledBands(replay);
  const top = chartCeiling(Math.max(...bands.flatMap(({ systems }) => [systems.nothing.f1, systems.head.f1])));
  const plot = HEIGHT - TOP - BOTTOM;
  const step = (WIDTH - LEFT) / bands.length;
  const y = (share: number): number => TOP + plot * (1 - share / top);
  const percent = (share: number): string => number(share, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('taste.chart')}>
        {[0, top / 2, top].map((share) => (
          <g key={share}>
            <line className="chart__line" x1={LEFT} x2={WIDTH} y1={y(share)} y2={y(share)} />
            <text className="chart__text" x={LEFT - 6} y={y(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        {bands.map((band, index) => {
          const middle = LEFT + step * (index + 0.5);
          return (
            <g key={band.from}>
              <Bar x={middle - BAR - 2} share={band.systems.nothing.f1} kind="nobody" y={y} />
              <Bar x={middle + 2} share={band.systems.head.f1} kind="you" y={y} />
              <text className="chart__text" x={middle} y={HEIGHT - 26} textAnchor="middle">
                {bandName(band)}
              </text>
              <text className="chart__text chart__text--small" x={middle} y={HEIGHT - 8} textAnchor="middle">
                {t('taste.posts', { count: band.posts })}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="chart__legend small muted">
        <span className="chart__key" data-kind="nobody">
          {t('taste.system.nothing')}
        </span>
        <span className="chart__key" data-kind="you">
          {t('taste.withYou')}
        </span>
        <span>{t('taste.chart')}</span>
      </figcaption>
    </figure>
  );
}

interface BarProps {
  readonly x: number;
  readonly share: number;
  readonly kind: 'nobody' | 'you';
  readonly y: (share: number) => number;
}

function Bar({ x, share, kind, y }: BarProps) {
  // A bar of nothing is still a line to see.
  const height = Math.max(1, y(0) - y(share));
  return <rect className="chart__bar" data-kind={kind} x={x} y={y(0) - height} width={BAR} height={height} rx={2} />;
}
