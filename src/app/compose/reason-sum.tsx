import type { Reason } from '../../domain/recommendation.ts';
import { useLocale } from '../i18n/locale.ts';
import { shownParts, shownScore } from '../lib/reason.ts';

const PARTS = ['caption', 'photo', 'history', 'head'] as const;

/** A tag that the network does not know has parts only where the head has learnt something. */
const hasParts = (reason: Reason): boolean => reason.inVocabulary || reason.head !== 0;
/** Without own posts nothing was learnt, and nothing is said of it. */
const partsOf = (reason: Reason): readonly (typeof PARTS)[number][] =>
  reason.head === 0 ? PARTS.filter((name) => name !== 'head') : PARTS;

/** The sum behind a reason: the bar of caption, photo and you; the numbers under it add up, and so do those of the score. */
export function ReasonSum({ reason }: { readonly reason: Reason }) {
  const { t, number } = useLocale();
  const signed = (value: number): string =>
    number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).replace('-', '−');
  return (
    <div className="reason__body">
      {hasParts(reason) && <Parts reason={reason} signed={signed} />}
      <Score reason={reason} />
      {reason.inVocabulary && <p className="reason__fine">{t('reason.depends')}</p>}
    </div>
  );
}
function Parts({ reason, signed }: { readonly reason: Reason; readonly signed: (value: number) => string }) {
  const { t } = useLocale();
  const parts = shownParts(reason);
  const names = partsOf(reason);
  const whole = names.reduce((sum, name) => sum + Math.abs(reason[name]), 0);
  return (
    <>
      <div className="reason__bar" aria-hidden="true">
        {names.map((name) => (
          <span
            key={name}
            className={`reason__part reason__part--${name}${reason[name] < 0 ? ' reason__part--against' : ''}`}
            style={{ flexGrow: whole === 0 ? 1 : Math.abs(reason[name]) / whole }}
          />
        ))}
      </div>
      <dl className="reason__sum">
        {names.map((name) => (
          <div key={name} className={`reason__line reason__line--${name}`}>
            <dt>{t(name === 'history' ? 'part.you' : `part.${name}`)}</dt>
            <dd>{signed(parts[name])}</dd>
          </div>
        ))}
        <div className="reason__line">
          <dt>{t('reason.bias')}</dt>
          <dd>{signed(parts.bias)}</dd>
        </div>
        <div className="reason__line reason__line--total">
          <dt>{t('reason.total')}</dt>
          <dd>{signed(parts.total)}</dd>
        </div>
      </dl>
    </>
  );
}

function Score({ reason }: { readonly reason: Reason }) {
  const { t, list } = useLocale();
  const { parts, together, own, total } = shownScore(reason);
  if (!hasParts(reason)) return <p className="reason__score">{t('reason.scoreOnlyOwn', { total })}</p>;
  const from = [
    t('reason.fromParts', { points: parts }),
    ...(together === 0 ? [] : [t('reason.fromTogether', { points: together })]),
    ...(own === 0 ? [] : [t('reason.fromOwn', { points: own })]),
  ];
  return (
    <p className="reason__score">
      {from.length === 1 ? t('reason.scoreParts', { total }) : t('reason.score', { total, from: list(from) })}
    </p>
  );
}
