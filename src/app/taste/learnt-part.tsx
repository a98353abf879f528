import { useId } from 'react';
import type { TagShift } from '../../domain/taste.ts';
import { useLocale } from '../i18n/locale.ts';
import { PLAIN, wordsOf } from './shift-words.ts';

const SHOWN = 12;

/** The strongest changes that accepted, removed and typed tags made, in words. */
export function LearntPart({ shifts }: { readonly shifts: readonly TagShift[] }) {
  const { t } = useLocale();
  const id = useId();
  const shown = shifts.slice(0, SHOWN);
  const most = Math.max(...shown.map((shift) => Math.abs(shift.amount)), PLAIN);
  return (
    <section className="taste__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('taste.learnt')}</h2>
      <p className="small muted">{t(shown.length === 0 ? 'taste.learntNone' : 'taste.learntHint')}</p>
      {shown.length > 0 && (
        <ul className="shifts">
          {shown.map(({ key, label, amount }) => (
            <li key={key} className="shift">
              <bdi className="shift__name">#{label}</bdi>
              <span className="small muted">{t(wordsOf(amount))}</span>
              <span className="shift__scale" aria-hidden="true">
                <span
                  className="shift__bar"
                  data-side={amount < 0 ? 'less' : 'more'}
                  style={{ width: `${(50 * Math.abs(amount)) / most}%` }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
