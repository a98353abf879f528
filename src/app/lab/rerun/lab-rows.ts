import { LARGEST_K, meanOfRuns, metricsAt } from '../../../lab/judged.ts';
import type { MetricsAt, Run } from '../../../lab/judged.ts';
import type { Evaluated, LabData } from '../../../lab/lab.ts';
import type { Head } from '../../../lab/lists.ts';
import { ENCODERS, FUSIONS } from './lab-settings.ts';
import type { LabSettings } from './lab-settings.ts';
import type { LabKey } from '../words/words.ts';

/** The seed that the shipped networks were learnt with. */
const SHIPPED_SEED = 0;

/** How training/results calls the lists. */
const STORED_LIST: Readonly<Record<Head, string>> = {
  classification: 'classification',
  sequence: 'sequence',
  A1: 'A1',
  A2: 'hybrid',
};

/** One line of a table: a system with its runs. */
export interface LabRow {
  readonly id: string;
  /** As it is written in every language; empty where `words` has it. */
  readonly name: string;
  readonly words: LabKey | null;
  /** Whether the lists were computed in this tab. */
  readonly here: boolean;
  readonly runs: readonly Run[];
}

export type EvaluatedByKey = ReadonlyMap<string, Evaluated>;

/** Under which an evaluation is kept: what it was computed from. */
export function evaluatedKey(network: string, { history, beta }: Pick<LabSettings, 'history' | 'beta'>): string {
  return `${network} ${history ? 'on' : 'off'} ${beta ?? 'own'}`;
}

/** Lists as training/ judged them, of every seed. */
export function storedRuns(data: LabData, system: string, list: string, history = true): Run[] {
  return data.lists.filter((one) => one.system === system && one.list === list && one.history === history);
}

/** `cnn-sum` as the tables write it. */
export function networkName(id: string): string {
  const [encoder, fusion] = id.split('-');
  return `${encoder === 'cnn' ? 'CNN' : 'ViT'}, ${fusion ?? ''}`;
}

/** A network of the grid with the settings' head: computed here where that is wanted and done, else as stored. */
export function networkRow(
  data: LabData,
  evaluated: EvaluatedByKey,
  settings: LabSettings,
  { encoder, fusion }: Pick<LabSettings, 'encoder' | 'fusion'>,
): LabRow {
  const id = `${encoder}-${fusion}`;
  const name = networkName(id);
  const made = settings.source === 'here' ? evaluated.get(evaluatedKey(id, settings)) : undefined;
  if (made !== undefined)
    return {
      ...{ id, name, words: null, here: true },
      runs: [{ seed: SHIPPED_SEED, met: made.heads[settings.head].met }],
    };
  const runs = storedRuns(data, id, STORED_LIST[settings.head], settings.history);
  return { id, name, words: null, here: false, runs };
}

/** The six networks, in the order of the paper's Table 1. */
export function gridRows(data: LabData, evaluated: EvaluatedByKey, settings: LabSettings): LabRow[] {
  return ENCODERS.flatMap((encoder) =>
    FUSIONS.map((fusion) => networkRow(data, evaluated, settings, { encoder, fusion })),
  );
}

const COMPARED: readonly (readonly [system: string, list: string, name: LabKey])[] = [
  ['amnn', 'sequence', 'system.amnn'],
  ['coa', 'classification', 'system.coa'],
  ['coa-2', 'classification', 'system.coa-2'],
  ['macon', 'classification', 'system.macon'],
  ['macon-authors', 'classification', 'system.macon-authors'],
  ['tagnet', 'classification', 'system.tagnet'],
  ['tagnet-named', 'classification', 'system.tagnet-named'],
];
const FLOORS: readonly (readonly [system: string, list: string, name: LabKey])[] = [
  ['floors-tagweave-vit', 'popularity', 'floor.popularity'],
  ['floors-tagweave-vit', 'own tags', 'floor.own'],
  ['floors-tagweave-vit', 'nearest own posts', 'floor.ownNearest'],
  ['floors-tagweave-vit', 'k-nearest', 'floor.nearestVit'],
  ['floors-efficientnet-lite2', 'k-nearest', 'floor.nearestCnn'],
  ['floors-tagweave-vit', 'zero-shot, caption', 'floor.zeroCaption'],
  ['floors-tagweave-vit', 'zero-shot, photo', 'floor.zeroPhoto'],
  ['floors-tagweave-vit', 'zero-shot, both', 'floor.zeroBoth'],
];

/** The compared systems and the floors: stored lists, always with history. */
export function comparedRows(data: LabData): LabRow[] {
  return [...COMPARED, ...FLOORS].map(([system, list, words]) => ({
    ...{ id: `${system}/${list}`, name: '', words, here: false },
    runs: storedRuns(data, system, list),
  }));
}

/** What measuring needs to know of the posts. */
export type MeasuredPosts = Pick<LabData, 'sizes' | 'strata'>;

export type MeanMetrics = ReturnType<typeof meanOfRuns>;

/** Mean metrics at K over the posts of a stratum (null: all). */
export function measureRow(
  { runs }: Pick<LabRow, 'runs'>,
  data: MeasuredPosts,
  k: number,
  stratum: string | null,
): MeanMetrics {
  const rows = stratum === null ? [...data.sizes.keys()] : (data.strata[stratum] ?? []);
  return meanOfRuns(runs.map(({ met }): MetricsAt => metricsAt(met, data.sizes, k, rows)));
}

/** Mean metrics at K = 1…15 over the posts of a stratum (null: all). */
export function sweepOf(row: Pick<LabRow, 'runs'>, data: MeasuredPosts, stratum: string | null = null): MeanMetrics[] {
  return Array.from({ length: LARGEST_K }, (_, n) => measureRow(row, data, n + 1, stratum));
}

/** The K with the best F1; the smaller of equals. */
export function bestK(sweep: readonly MeanMetrics[]): number {
  return 1 + sweep.reduce((best, { f1 }, n) => (f1 > (sweep[best]?.f1 ?? 0) ? n : best), 0);
}

/** The paper's own Table 1 (systems.md §7): K = 7, 41,873 posts that are not public. */
export const PAPER_TABLE = [
  { name: 'VGG (sum)', hit: 0.689, precision: 0.277, recall: 0.258, f1: 0.267 },
  { name: 'VGG + weighted', hit: 0.681, precision: 0.313, recall: 0.282, f1: 0.296 },
  { name: 'ViT (sum)', hit: 0.719, precision: 0.321, recall: 0.294, f1: 0.307 },
  { name: 'ViT + weighted', hit: 0.755, precision: 0.34, recall: 0.334, f1: 0.337 },
] as const;
