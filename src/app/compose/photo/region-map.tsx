import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Attention } from '../../../domain/recommendation.ts';
import { useLocale } from '../../i18n/locale.ts';
import { isEven, regionLight, strongestRegion } from './highlight.ts';
import type { Highlight, Seen } from './highlight.ts';
import { PIXELS_PER_CELL, softLight } from './soft-light.ts';
import './region-map.css';

interface RegionMapProps {
  readonly seen: Seen;
  readonly highlight: Highlight;
  readonly onHighlight: (highlight: Highlight) => void;
}

type Regions = NonNullable<Attention['regions']>;

/** The darkroom's veil: one ink, thin where the light is. */
function Veil({ regions, light }: { readonly regions: Regions; readonly light: readonly number[] }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const width = regions.columns * PIXELS_PER_CELL;
  const height = regions.rows * PIXELS_PER_CELL;
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(width, height);
    softLight(light, regions.rows, regions.columns).forEach((share, pixel) => {
      image.data.set([14, 15, 19, Math.round(255 * 0.78 * (1 - share))], pixel * 4);
    });
    context.putImageData(image, 0, 0);
  }, [regions, light, width, height]);
  return <canvas ref={ref} className="regions__veil" width={width} height={height} aria-hidden="true" />;
}

function percent(value: number): string {
  return `${value * 100}%`;
}

export function RegionMap({ seen, highlight, onHighlight }: RegionMapProps) {
  const { t, number } = useLocale();
  const [current, setCurrent] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const { regions, affinity } = seen.attention;
  if (regions === null) return null;
  const { rows, columns, weights, box } = regions;
  const light = regionLight(seen, highlight);
  const strongest = strongestRegion(light, highlight);
  const focused = Math.min(current, weights.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (event.key === 'Escape') onHighlight({ kind: 'none' });
    if (step === undefined) return;
    event.preventDefault();
    const next = focused + step;
    if (next < 0 || next >= weights.length) return;
    setCurrent(next);
    place.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div
      className="regions"
      style={{ left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) }}
    >
      {light !== null && !isEven(light) && <Veil regions={regions} light={light} />}
      {strongest !== null && (
        <span
          className="regions__strongest"
          aria-hidden="true"
          style={{
            left: percent((strongest % columns) / columns),
            top: percent(Math.floor(strongest / columns) / rows),
            width: percent(1 / columns),
            height: percent(1 / rows),
          }}
        />
      )}
      {affinity !== null && (
        <div
          className="regions__grid"
          ref={place}
          role="group"
          aria-label={t('regions.label')}
          style={{ gridTemplate: `repeat(${rows}, 1fr) / repeat(${columns}, 1fr)` }}
        >
          {weights.map((weight, index) => {
            const pressed = highlight.kind === 'region' && highlight.index === index;
            return (
              <button
                key={index}
                type="button"
                className="regions__cell"
                tabIndex={index === focused ? 0 : -1}
                aria-pressed={pressed}
                aria-label={t('regions.cell', {
                  row: Math.floor(index / columns) + 1,
                  column: (index % columns) + 1,
                  share: number(weight, { style: 'percent' }),
                })}
                onKeyDown={onKeyDown}
                onFocus={() => {
                  setCurrent(index);
                }}
                onClick={() => {
                  onHighlight(pressed ? { kind: 'none' } : { kind: 'region', index });
                }}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}
