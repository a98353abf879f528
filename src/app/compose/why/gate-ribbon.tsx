import { useLocale } from '../../i18n/locale.ts';
import type { Post, WhatIf } from '../../post/post.ts';
import './gate-ribbon.css';

interface GateRibbonProps {
  readonly post: Post;
  readonly onWhatIf: (change: Partial<WhatIf>) => void;
}

/** At most this many threads are drawn; neighbours are averaged. */
const THREADS = 128;

/** Neighbouring numbers averaged down to at most `most` of them. */
function thinned(values: readonly number[], most: number): readonly number[] {
  const size = Math.ceil(values.length / most);
  if (size <= 1) return values;
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const part = values.slice(index * size, (index + 1) * size);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

/** The weave of w: every thread is the photo's colour as far as it listened to the photo, the caption's for the rest. */
function Strip({ values }: { readonly values: readonly number[] }) {
  const threads = thinned(values, THREADS);
  return (
    <svg
      className="gate__strip"
      viewBox={`0 0 ${Math.max(1, threads.length)} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {threads.map((value, index) => (
        <rect key={index} x={index} y={1 - value} width="1.04" height={value} />
      ))}
    </svg>
  );
}

/**
 * Where the model listened: caption ⟷ photo. The marker is the mean of the gate w; moving it is the what-if, double click or
 * Escape returns to what the model chose.
 */
export function GateRibbon({ post, onWhatIf }: GateRibbonProps) {
  const { t, number } = useLocale();
  const { whatIf, ownGate, recommendation } = post;
  if (ownGate === null) return null;
  const mean = whatIf.without === 'caption' ? 1 : whatIf.without === 'photo' ? 0 : (whatIf.gate ?? ownGate);
  const changed = whatIf.gate !== null || whatIf.without !== null;
  const back = (): void => {
    onWhatIf({ gate: null, without: null });
  };
  const percent = (value: number): string => number(value, { style: 'percent' });
  const shares = t('gate.shares', {
    photo: percent(Math.round(mean * 100) / 100),
    caption: percent(1 - Math.round(mean * 100) / 100),
  });
  const toggle = (side: 'caption' | 'photo'): void => {
    onWhatIf({ gate: null, without: whatIf.without === side ? null : side });
  };
  return (
    <section className="gate" aria-labelledby="gate-title">
      <h2 id="gate-title" className="visually-hidden">
        {t('gate.title')}
      </h2>
      <div className="gate__row">
        <span className="gate__end gate__end--caption">{t('part.caption')}</span>
        <div className="gate__track">
          <Strip values={recommendation?.gate?.strip ?? [mean]} />
          {changed && <span className="gate__own" style={{ insetInlineStart: `${ownGate * 100}%` }} />}
          <input
            type="range"
            className="gate__range"
            min="0"
            max="100"
            step="1"
            value={Math.round(mean * 100)}
            aria-label={t('gate.label')}
            aria-valuetext={changed ? t('gate.valueAsked', { shares }) : t('gate.valueOwn', { shares })}
            onChange={(event) => {
              onWhatIf({ gate: Number(event.target.value) / 100, without: null });
            }}
            onDoubleClick={back}
            onKeyDown={(event) => {
              if (event.key === 'Escape') back();
            }}
          />
        </div>
        <span className="gate__end gate__end--photo">{t('part.photo')}</span>
      </div>
      <div className="gate__words small muted">
        <p>{changed ? t('gate.asked', { shares }) : t('gate.own', { shares })}</p>
        <div className="gate__whatif">
          {changed && (
            <button type="button" className="link-button" onClick={back}>
              {t('gate.back')}
            </button>
          )}
          {(['caption', 'photo'] as const).map((side) => (
            <button
              key={side}
              type="button"
              className="gate__without"
              aria-pressed={whatIf.without === side}
              onClick={() => {
                toggle(side);
              }}
            >
              {t(side === 'caption' ? 'gate.withoutCaption' : 'gate.withoutPhoto')}
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}
