import { useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import { metricsAt } from '../../../lab/judged.ts';
import type { OwnFusions as Compared } from '../../../lab/own/own-fusions.ts';
import type { OwnKeepable, OwnNetwork } from '../../../lab/own/own-told.ts';
import { useLocale } from '../../i18n/locale.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { differenceCells, differenceHeads, metricCells, metricHeads } from '../parts/columns.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import type { SHIPPED } from './own-judge.tsx';
import { Keep } from './own-trained.tsx';
import { ownWords } from './own-words.ts';

interface FusionTablesProps {
  readonly ask: AskLab;
  readonly made: readonly (readonly [body: (typeof SHIPPED)[number], compared: Compared])[];
  readonly k: number;
  /** Nothing is being trained: one may be kept. */
  readonly isDone: boolean;
  readonly onKept: (network: OwnNetwork) => void;
}

/** Body × fusion in the paper's layout, what the gate is worth with its interval, and the keeping of one of them. */
export function FusionTables({ ask, made, k, isDone, onKept }: FusionTablesProps) {
  const w = usePartWords(ownWords);
  const words = useLabWords();
  const { w: lab, share } = words;
  const { number } = useLocale();
  const [wanted, setWanted] = useState<OwnKeepable | null>(null);
  const lines = made.flatMap(([body, { base, before, trained, sizes, rows }]) => {
    const network = w(`network.${body}`);
    const cells = (met: Uint16Array): string[] => metricCells(metricsAt(met, sizes, k, rows), words);
    return [
      { id: base, name: w('fusions.base', { network }), keep: null, cells: [...cells(before), '', '', ''] },
      ...trained.map(({ fusion, met, best, timeMs, shares }) => {
        const gate = shares.reduce((sum, value) => sum + value, 0) / Math.max(1, shares.length);
        return {
          ...{ id: `${base}/${fusion}`, name: `${network}: ${lab(`fusion.${fusion}`)}` },
          keep: `${base}/${fusion}` as const,
          cells: [
            ...cells(met),
            fusion === 'weighted' ? share(gate) : '',
            number(best),
            number(timeMs / 1000, { maximumFractionDigits: 1 }),
          ],
        };
      }),
    ];
  });
  const keepable = lines.flatMap(({ keep, name }) => (keep === null ? [] : [{ keep, name }]));
  const chosen = keepable.find(({ keep }) => keep === wanted) ?? keepable.at(-1);
  const [first] = made;
  return (
    <>
      <NumberTable
        caption={w('fusions.table', { count: first?.[1].rows.length ?? 0, k })}
        head={[
          ...[w('fusions.fusion'), ...metricHeads(words)],
          ...[w('fusions.share'), w('fusions.best'), w('fusions.seconds')],
        ]}
        rows={lines.map(({ id, name, cells }) => ({ id, name, cells }))}
      />
      <NumberTable
        caption={w('fusions.differences', { k })}
        head={differenceHeads(words)}
        rows={made.flatMap(([body, { differences }]) =>
          differences.map(({ less, difference }) => ({
            id: `${body} ${less}`,
            name: w('fusions.less', { network: w(`network.${body}`), less: lab(`fusion.${less}`) }),
            cells: differenceCells(difference, words),
          })),
        )}
      />
      {isDone && chosen !== undefined && (
        <>
          <label className="lab__field">
            <span className="label">{w('fusions.keep')}</span>
            <select
              className="field"
              value={chosen.keep}
              onChange={({ target }) => {
                setWanted(keepable.find(({ keep }) => keep === target.value)?.keep ?? null);
              }}
            >
              {keepable.map(({ keep, name }) => (
                <option key={keep} value={keep}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Keep ask={ask} which={chosen.keep} onKept={onKept} />
        </>
      )}
    </>
  );
}
