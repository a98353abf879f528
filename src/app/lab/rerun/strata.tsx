import type { LabData } from '../../../lab/lab.ts';
import { useLocale } from '../../i18n/locale.ts';
import { measureRow } from './lab-rows.ts';
import type { LabRow } from './lab-rows.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLabWords } from '../words/words.ts';
import type { LabKey } from '../words/words.ts';

/** Groups of fewer posts say nothing (docs/results.md leaves them out, too). */
const LEAST_POSTS = 10;
const NAMED = [
  'no caption',
  'caption of 1–3 words',
  'caption of 4+ words',
  'no earlier post',
  '1–2 earlier posts',
  '3+ earlier posts',
] as const;

/** The strata that are shown: by caption, by history, then the sets. */
export function shownStrata(data: LabData): string[] {
  const sets = Object.keys(data.strata).filter((name) => !NAMED.some((one) => one === name));
  return [...NAMED, ...sets].filter((name) => (data.strata[name]?.length ?? 0) >= LEAST_POSTS);
}

/** A stratum in the page's language. */
export function stratumName(
  name: string,
  w: (key: LabKey, params?: Readonly<Record<string, string>>) => string,
): string {
  const named = NAMED.find((one) => one === name);
  return named === undefined ? w('stratum.set', { name }) : w(`stratum.${named}`);
}

interface StrataProps {
  readonly data: LabData;
  readonly grid: readonly LabRow[];
  readonly k: number;
}

/** F1 of the six networks by the caption's length, the history's length and the set. */
export function Strata({ data, grid, k }: StrataProps) {
  const { w, share } = useLabWords();
  const { number } = useLocale();
  return (
    <NumberTable
      caption={w('strata', { k })}
      head={[w('strata.stratum'), w('strata.count'), ...grid.map(({ name }) => name)]}
      rows={[null, ...shownStrata(data)].map((stratum) => ({
        id: stratum ?? 'all',
        name: stratum === null ? w('strata.all') : stratumName(stratum, w),
        cells: [
          number(stratum === null ? data.sizes.length : (data.strata[stratum]?.length ?? 0)),
          ...grid.map((row) => share(measureRow(row, data, k, stratum).f1)),
        ],
      }))}
    />
  );
}
