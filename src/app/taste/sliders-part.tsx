import { useId } from 'react';
import type { Taste } from '../../domain/taste.ts';
import { activePost } from '../post/post.ts';
import { useLocale } from '../i18n/locale.ts';
import { useModel } from '../model.ts';
import { DEFAULT_SETTINGS } from '../stores/settings/settings-store.ts';
import { useStore } from '../stores/store.ts';

const NICHE_STEPS = 5;

/** How much the person's posts count, and how common the tags may be; what both do to the present post is seen at once. */
export function SlidersPart({ taste }: { readonly taste: Taste | null }) {
  const { t, number } = useLocale();
  const { settings } = useModel();
  const id = useId();
  const { historyStrength, niche, useHistory } = useStore(settings, (value) => value);
  const percent = (value: number): string => number(value, { style: 'percent', maximumFractionDigits: 0 });
  const steps = Math.round(niche * NICHE_STEPS);
  const side = t(steps < 0 ? 'taste.niche.broad' : 'taste.niche.niche');
  const changed = historyStrength !== DEFAULT_SETTINGS.historyStrength || niche !== DEFAULT_SETTINGS.niche;
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.how')}</h2>
      <div className="slider">
        <label className="setting__name" htmlFor={`${id}-strength`}>
          {t('taste.strength')}
        </label>
        <output className="slider__value" htmlFor={`${id}-strength`}>
          {percent(historyStrength)}
        </output>
        <input
          id={`${id}-strength`}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={historyStrength}
          disabled={!useHistory}
          aria-valuetext={percent(historyStrength)}
          aria-describedby={`${id}-weight`}
          onChange={(event) => {
            const next = Number(event.target.value);
            settings.update((now) => ({ ...now, historyStrength: next }));
          }}
        />
        <Ends low={t('taste.strength.none')} high={t('taste.strength.full')} />
        <p id={`${id}-weight`} className="small muted slider__hint">
          {!useHistory
            ? t('taste.off')
            : taste !== null && taste.posts > 0 && t('taste.weight', { share: percent(taste.weight) })}
        </p>
      </div>
      <div className="slider">
        <label className="setting__name" htmlFor={`${id}-niche`}>
          {t('taste.niche')}
        </label>
        <output className="slider__value" htmlFor={`${id}-niche`}>
          {steps === 0 ? t('taste.niche.middle') : side}
        </output>
        <input
          id={`${id}-niche`}
          type="range"
          min={-1}
          max={1}
          step={1 / NICHE_STEPS}
          value={niche}
          aria-valuetext={
            steps === 0 ? t('taste.niche.middle') : t('taste.niche.value', { count: Math.abs(steps), side })
          }
          aria-describedby={`${id}-niche-hint`}
          onChange={(event) => {
            const next = Math.round(Number(event.target.value) * NICHE_STEPS) / NICHE_STEPS;
            settings.update((now) => ({ ...now, niche: next }));
          }}
        />
        <Ends low={t('taste.niche.broad')} high={t('taste.niche.niche')} />
        <p id={`${id}-niche-hint`} className="small muted slider__hint">
          {t('taste.nicheHint')}
        </p>
      </div>
      <PresentTags />
      {changed && (
        <div>
          <button
            type="button"
            className="button button--small"
            onClick={() => {
              const { historyStrength: strength, niche: middle } = DEFAULT_SETTINGS;
              settings.update((now) => ({ ...now, historyStrength: strength, niche: middle }));
            }}
          >
            {t('taste.back')}
          </button>
        </div>
      )}
    </section>
  );
}

function Ends({ low, high }: { readonly low: string; readonly high: string }) {
  return (
    <div className="slider__ends small muted" aria-hidden="true">
      <span>{low}</span>
      <span>{high}</span>
    </div>
  );
}

/** Tags of the post that is being written, as they are at this moment. */
function PresentTags() {
  const { t } = useLocale();
  const { compose } = useModel();
  const post = useStore(compose.store, activePost);
  const chips = post.recommendation === null ? [] : post.table.chips;
  return (
    <div className="taste__now" aria-live="polite" aria-busy={post.status === 'working'}>
      {chips.length === 0 ? (
        <p className="small muted">{t('taste.nowNone')}</p>
      ) : (
        <>
          <p className="small muted">{t('taste.now')}</p>
          <p className="taste__row">
            {chips.map((chip) => (
              <bdi key={chip.key}>#{chip.label}</bdi>
            ))}
          </p>
        </>
      )}
    </div>
  );
}
