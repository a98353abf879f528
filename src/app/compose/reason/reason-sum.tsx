import type { ReasonPartName, TagSuggestion } from '../../../domain/recommendation.ts';
import { useLocale } from '../../i18n/locale.ts';
import { shownSum } from './reason.ts';

/** Whose colour a part has; what is the same for everybody has none. */
const SIDES: Partial<Readonly<Record<ReasonPartName, 'caption' | 'photo' | 'you'>>> = {
  named: 'caption',
  caption: 'caption',
  fitting: 'caption',
  photo: 'photo',
  near: 'you',
  habit: 'you',
  head: 'you',
  history: 'you',
  neverUsed: 'you',
  removed: 'you',
};

/** The sum behind a reason: a bar of what caption, photo and you say; the numbers under it add up to what the list is ordered by. */
export function ReasonSum({ suggestion }: { readonly suggestion: TagSuggestion }) {
  const { t, number } = useLocale();
  const { reason, probability } = suggestion;
  const { parts, total } = shownSum(reason);
  const digits = parts.some(({ name }) => name === 'base') ? 1 : 2;
  const signed = (value: number): string =>
    number(value, {
      ...{ minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' },
    }).replace('-', '−');
  const sided = parts.filter(({ name }) => SIDES[name] !== undefined);
  return (
    <div className="reason__body">
      {sided.length > 0 && (
        <div className="reason__bar" aria-hidden="true">
          {sided.map(({ name, value }) => (
            <span
              key={name}
              className={`reason__part reason__part--${SIDES[name] ?? ''}${value < 0 ? ' reason__part--against' : ''}`}
              style={{ flexGrow: Math.max(0.01, Math.abs(value)) }}
            />
          ))}
        </div>
      )}
      <dl className="reason__sum">
        {parts.map(({ name, value }) => (
          <div key={name} className={`reason__line reason__line--${SIDES[name] ?? 'all'}`}>
            <dt>{t(`part.${name}`)}</dt>
            <dd>{signed(value)}</dd>
          </div>
        ))}
        <div className="reason__line reason__line--total">
          <dt>{t('reason.total')}</dt>
          <dd>{signed(total)}</dd>
        </div>
      </dl>
      {digits === 1 && (
        <p className="reason__score">
          {t('reason.probability', { share: number(probability, { style: 'percent', maximumFractionDigits: 0 }) })}
        </p>
      )}
      {reason.inVocabulary && <p className="reason__fine">{t('reason.depends')}</p>}
    </div>
  );
}
