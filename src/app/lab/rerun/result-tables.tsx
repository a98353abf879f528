import type { LabData } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/judged.ts';
import { bestK, measureRow, PAPER_TABLE, storedRuns, sweepOf } from './lab-rows.ts';
import type { LabRow } from './lab-rows.ts';
import type { NamedRow } from './lab-files.ts';
import type { LabSettings } from './lab-settings.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLabWords } from '../words/words.ts';

interface ResultTablesProps {
  readonly data: LabData;
  readonly settings: LabSettings;
  readonly grid: readonly LabRow[];
  readonly compared: readonly NamedRow[];
}

/** The paper's Table 1 in its layout, its own figures beside it, and the compared systems with the floors. */
export function ResultTables({ data, settings, grid, compared }: ResultTablesProps) {
  const { w, share } = useLabWords();
  const { k, head } = settings;
  const metricNames = [w('hit'), w('precision'), w('recall'), w('f1')];
  const chosen = `${settings.encoder}-${settings.fusion}`;
  const spread = (runs: readonly Run[]): string => {
    if (runs.length === 0) return '–';
    const { f1, f1Deviation } = measureRow({ runs }, data, k, null);
    return share(f1) + (f1Deviation === null ? '' : ` ± ${share(f1Deviation)}`);
  };
  return (
    <>
      <NumberTable
        caption={w('table.title', { head: w(`head.${head}`), k })}
        note={w('table.note', { posts: data.sizes.length })}
        head={[
          ...[w('table.network'), w('table.how'), ...metricNames, w('ndcg'), w('table.best'), w('table.f1Best')],
          w('table.storedF1'),
        ]}
        rows={grid.map((row) => {
          const { hit, precision, recall, f1, ndcg } = measureRow(row, data, k, null);
          const sweep = sweepOf(row, data);
          const best = bestK(sweep);
          const stored = storedRuns(data, row.id, head === 'A2' ? 'hybrid' : head, settings.history);
          return {
            id: row.id,
            name: row.name,
            current: row.id === chosen,
            cells: [
              row.here ? w('table.here') : w('table.stored', { count: row.runs.length }),
              ...[hit, precision, recall, f1, ndcg].map(share),
              ...[best, share(sweep[best - 1]?.f1 ?? 0)],
              spread(stored),
            ],
          };
        })}
      />
      <NumberTable
        caption={w('paper.title')}
        note={w('paper.note')}
        head={[w('table.network'), ...metricNames]}
        rows={PAPER_TABLE.map(({ name, hit, precision, recall, f1 }) => ({
          ...{ id: name, name },
          cells: [hit, precision, recall, f1].map(share),
        }))}
      />
      <NumberTable
        caption={w('compared', { k })}
        note={w('compared.note')}
        head={[w('table.network'), w('table.how'), ...metricNames, w('f1PerPost'), w('ndcg'), w('table.best')]}
        rows={compared.map(({ name, row }) => {
          const { hit, precision, recall, f1PerPost, ndcg } = measureRow(row, data, k, null);
          return {
            ...{ id: row.id, name },
            cells: [
              w('table.stored', { count: row.runs.length }),
              ...[hit, precision, recall].map(share),
              spread(row.runs),
              ...[f1PerPost, ndcg].map(share),
              bestK(sweepOf(row, data)),
            ],
          };
        })}
      />
    </>
  );
}
