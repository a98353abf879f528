import { useId, useRef } from 'react';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { saveFile } from '../../ui/clipboard.ts';
import { chartCeiling } from '../../ui/figures/chart-ceiling.ts';
import { fileName, svgText } from './lab-files.ts';
import { useLabWords } from '../words/words.ts';

export interface Series {
  readonly name: string;
  /** Value at each place of the axis: shares of 1, or amounts above 0. */
  readonly values: readonly number[];
}

interface LineChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  /** The place that is looked at, from 1 on: a line across the chart. */
  readonly k?: number;
  /** What the axis tells, and its places; by default K = 1, 2, …. */
  readonly axis?: string;
  readonly ticks?: readonly string[];
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 40;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 36;

/** A mark of its own for each series, so that colour is not needed to tell them apart. */
function Mark({ kind, x, y }: { readonly kind: number; readonly x: number; readonly y: number }) {
  const shapes = ['m-4 0 4-4 4 4-4 4z', 'm-3.5-3.5h7v7h-7z', 'm0-4.5 4 7.5h-8z', 'm0 4.5-4-7.5h8z'];
  const shape = shapes[(kind - 1) % shapes.length];
  return kind === 0 ? (
    <circle className="lab-chart__mark" cx={x} cy={y} r={3.5} />
  ) : (
    <path className="lab-chart__mark" d={`M${x} ${y}${shape ?? ''}`} />
  );
}

/** Top of the axis and the distance of its lines: tenths for shares, for amounts round numbers, four to ten of them. */
function scaleOf(highest: number): { readonly top: number; readonly step: number } {
  if (highest <= 1) return { top: chartCeiling(highest), step: 0.1 };
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = highest / power < 2 ? power / 5 : highest / power < 5 ? power / 2 : power;
  return { top: Math.ceil(highest / step) * step, step };
}

/** Lines over K, or another axis of a few places, as an SVG of its own hand (decisions/0015), with its numbers as a table and a way to save it. */
export function LineChart({ title, series, k, axis = 'K', ticks }: LineChartProps) {
  const { w, share } = useLabWords();
  const svg = useRef<SVGSVGElement>(null);
  const titleId = useId();
  const count = Math.max(...series.map(({ values }) => values.length));
  const { top, step: gap } = scaleOf(Math.max(...series.flatMap(({ values }) => values)));
  const x = (n: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (n - 1)) / Math.max(1, count - 1);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const steps = Array.from({ length: Math.round(top / gap) + 1 }, (_, n) => n * gap);
  const ks = Array.from({ length: count }, (_, n) => n + 1);
  return (
    <figure className="lab-chart">
      <figcaption id={titleId}>{title}</figcaption>
      <svg ref={svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={titleId}>
        <title>{title}</title>
        {steps.map((step) => (
          <g key={step}>
            <line className="lab-chart__grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(step)} y2={y(step)} />
            <text className="lab-chart__text" x={LEFT - 6} y={y(step) + 4} textAnchor="end">
              {gap < 1 ? step.toFixed(1).replace(/^0/, '') : step}
            </text>
          </g>
        ))}
        {ks.map((n) => (
          <text key={n} className="lab-chart__text" x={x(n)} y={HEIGHT - 18} textAnchor={n < count ? 'middle' : 'end'}>
            {ticks?.[n - 1] ?? n}
          </text>
        ))}
        <text className="lab-chart__text" x={WIDTH - RIGHT} y={HEIGHT - 3} textAnchor="end">
          {axis}
        </text>
        {k !== undefined && <line className="lab-chart__now" x1={x(k)} x2={x(k)} y1={TOP} y2={HEIGHT - BOTTOM} />}
        {series.map(({ name, values }, kind) => (
          <g key={name} data-series={kind}>
            <polyline
              className="lab-chart__line"
              points={values.map((value, n) => `${x(n + 1)},${y(value)}`).join(' ')}
            />
            {values.map((value, n) => (
              <Mark key={n} kind={kind} x={x(n + 1)} y={y(value)} />
            ))}
          </g>
        ))}
      </svg>
      <ul className="lab-chart__legend small">
        {series.map(({ name }, kind) => (
          <li key={name} data-series={kind}>
            <svg width="28" height="12" aria-hidden="true">
              <line className="lab-chart__line" x1="0" x2="28" y1="6" y2="6" />
              <Mark kind={kind} x={14} y={6} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <details>
        <summary>{w('curve.numbers')}</summary>
        <NumberTable
          caption={title}
          head={[axis, ...series.map(({ name }) => name)]}
          rows={ks.map((n) => ({
            id: String(n),
            name: ticks?.[n - 1] ?? n,
            cells: series.map(({ values }) => share(values[n - 1] ?? 0)),
            current: n === k,
          }))}
        />
      </details>
      <button
        type="button"
        className="button button--small"
        onClick={() => {
          if (svg.current !== null) saveFile(fileName(title, 'svg'), 'image/svg+xml', svgText(svg.current));
        }}
      >
        {w('curve.svg')}
      </button>
    </figure>
  );
}
