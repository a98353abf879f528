import { useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import { metricsAt } from '../../../lab/judged.ts';
import type { OwnKeepable, OwnNetwork, OwnTrained } from '../../../lab/own/own-told.ts';
import { shownError } from '../../errors/plain-error.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useModel } from '../../model.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { isDecided, metricCells, metricHeads } from '../parts/columns.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import { ownErrorText } from './own-error.ts';
import { ownWords } from './own-words.ts';

/** What training brought, over posts that it did not see. */
export function BeforeAfter({ trained, k }: { readonly trained: OwnTrained; readonly k: number }) {
  const w = usePartWords(ownWords);
  const words = useLabWords();
  const { signed } = words;
  const { before, after, sizes, rows, difference, base } = trained;
  const lines = [
    ['before', w('after.before', { network: base }), before],
    ['after', w('after.after'), after],
  ] as const;
  return (
    <>
      <NumberTable
        caption={w('after.title', { count: rows.length, k })}
        head={[w('table.network'), ...metricHeads(words)]}
        rows={lines.map(([id, name, met]) => ({ id, name, cells: metricCells(metricsAt(met, sizes, k, rows), words) }))}
      />
      {difference !== null && (
        <p>
          {w('after.difference', {
            ...{ f1: signed(difference.f1), low: signed(difference.low), high: signed(difference.high) },
            decided: w(isDecided(difference) ? 'after.yes' : 'after.no'),
          })}
        </p>
      )}
    </>
  );
}

interface KeepProps {
  readonly ask: AskLab;
  readonly which: OwnKeepable;
  readonly onKept: (network: OwnNetwork) => void;
}

/** A name for what was trained, under which it stays. */
export function Keep({ ask, which, onKept }: KeepProps) {
  const w = usePartWords(ownWords);
  const locale = useLocale();
  const { toasts } = useModel();
  const [name, setName] = useState(() => w('name.first'));
  const keep = async (): Promise<void> => {
    try {
      const kept = await ask('ownKeep', { name: name.trim(), day: new Date().toISOString().slice(0, 10), which });
      toasts.show(w('kept', { name: kept.name }));
      onKept(kept);
    } catch (error) {
      toasts.show(ownErrorText(locale, w, shownError(error), 'network'));
    }
  };
  return (
    <form
      className="lab__run own__keep"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <label className="own__name">
        <span className="label">{w('name')}</span>
        <input
          className="field"
          value={name}
          maxLength={60}
          required
          onChange={({ target }) => {
            setName(target.value);
          }}
        />
      </label>
      <button type="submit" className="button button--primary" disabled={name.trim() === ''}>
        {w('keep')}
      </button>
    </form>
  );
}
