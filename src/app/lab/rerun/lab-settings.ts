import { LARGEST_K } from '../../../lab/judged.ts';
import { HEADS } from '../../../lab/lists.ts';
import type { Head } from '../../../lab/lists.ts';

export const ENCODERS = ['cnn', 'vit'] as const;
export const FUSIONS = ['sum', 'mean', 'weighted'] as const;
export const SOURCES = ['here', 'stored'] as const;

/** What a person chose in the Lab; a permalink holds all of it. */
export interface LabSettings {
  readonly encoder: (typeof ENCODERS)[number];
  readonly fusion: (typeof FUSIONS)[number];
  readonly head: Head;
  /** Hashtags recommended, 1…15. */
  readonly k: number;
  readonly history: boolean;
  /** β of A2; null: each network's own. */
  readonly beta: number | null;
  /** Lists computed in this tab where they are there, or those that training/ judged. */
  readonly source: (typeof SOURCES)[number];
}

/** The paper's best network at the paper's K. */
export const USUAL: LabSettings = {
  encoder: 'vit',
  fusion: 'weighted',
  head: 'A2',
  k: 7,
  history: true,
  beta: null,
  source: 'here',
};

/** Reads the part after `?` of the page's hash; what is missing or makes no sense is as usual. */
export function labSettingsOf(hash: string): LabSettings {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '');
  const among = <T extends string>(name: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === query.get(name)) ?? otherwise;
  const k = Number(query.get('k') ?? USUAL.k);
  const beta = Number(query.get('beta') ?? Number.NaN);
  return {
    encoder: among('encoder', ENCODERS, USUAL.encoder),
    fusion: among('fusion', FUSIONS, USUAL.fusion),
    head: among('head', HEADS, USUAL.head),
    k: Number.isInteger(k) && k >= 1 && k <= LARGEST_K ? k : USUAL.k,
    history: query.get('history') !== 'off',
    beta: beta >= 0 && beta <= 1 ? beta : null,
    source: among('source', SOURCES, USUAL.source),
  };
}

/** The Lab's parts, in the order of their links. */
export const PARTS = ['rerun', 'everyday', 'own', 'table2', 'post', 'backends'] as const;
export type LabPart = (typeof PARTS)[number];

/** Which part an address leads to; an address without one leads to the first. */
export function labPartOf(hash: string): LabPart {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '');
  return PARTS.find((part) => part === query.get('part')) ?? 'rerun';
}

/** The address of a part; the first one's is that of its settings. */
export function partHref(part: LabPart, settings: LabSettings): string {
  return part === 'rerun' ? labHref(settings) : `#/lab?part=${part}`;
}

/** The address of these settings, as a hash. */
export function labHref({ encoder, fusion, head, k, history, beta, source }: LabSettings): string {
  const query = new URLSearchParams({ encoder, fusion, head, k: String(k), history: history ? 'on' : 'off', source });
  if (beta !== null) query.set('beta', String(beta));
  return `#/lab?${query.toString()}`;
}
