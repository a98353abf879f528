import type { metricsAt } from '../../../lab/judged.ts';
import type { LabWork } from '../../../lab/lab-protocol.ts';
import type { LabWords } from '../words/words.ts';

type Interval = Pick<NonNullable<LabWork['difference']['answer']>, 'f1' | 'low' | 'high'>;

const METRICS = ['hit', 'precision', 'recall', 'f1', 'f1PerPost', 'ndcg'] as const;

/** Names of the metrics' columns. */
export function metricHeads({ w }: Pick<LabWords, 'w'>): string[] {
  return METRICS.map((name) => w(name));
}

/** The metrics in the order of {@link metricHeads}. */
export function metricCells(metrics: ReturnType<typeof metricsAt>, { share }: Pick<LabWords, 'share'>): string[] {
  return METRICS.map((name) => share(metrics[name]));
}

/** Names of the columns of a difference with its interval, the row's first. */
export function differenceHeads({ w }: Pick<LabWords, 'w'>): string[] {
  return [w('table.network'), w('differences.f1'), w('differences.interval'), w('differences.decided')];
}

/** Whether the interval leaves zero out. */
export function isDecided({ low, high }: Pick<Interval, 'low' | 'high'>): boolean {
  return low > 0 || high < 0;
}

/** The difference's own cells, in the order of {@link differenceHeads}. */
export function differenceCells(difference: Interval, { w, signed }: Pick<LabWords, 'w' | 'signed'>): string[] {
  const { f1, low, high } = difference;
  const decided = w(isDecided(difference) ? 'differences.yes' : 'differences.no');
  return [signed(f1), `${signed(low)} … ${signed(high)}`, decided];
}
