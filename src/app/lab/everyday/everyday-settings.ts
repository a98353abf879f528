import { LARGEST_K } from '../../../lab/judged.ts';
import { EVERYDAY_CASES, HEADS } from '../../../lab/lists.ts';
import type { EverydayCase, Head } from '../../../lab/lists.ts';

/** What a person chose in “Beyond the paper”; a permalink holds all of it. */
export interface EverydaySettings {
  readonly given: EverydayCase;
  /** A stratum of the posts; null: all. */
  readonly of: string | null;
  readonly head: Head;
  /** Hashtags recommended, 1…15. */
  readonly k: number;
}

/** How the tables of docs/results.md begin. */
export const USUAL_EVERYDAY: EverydaySettings = { given: 'both, cold', of: 'people', head: 'A2', k: 5 };

/** The cases as an address writes them. */
const SLUGS: Readonly<Record<EverydayCase, string>> = {
  'both, cold': 'both',
  'photo, cold': 'photo',
  'caption, cold': 'caption',
  'both, with history': 'history',
};

/** Reads the part after `?` of the page's hash; what is missing or makes no sense is as usual. */
export function everydaySettingsOf(hash: string): EverydaySettings {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '');
  const k = Number(query.get('k') ?? USUAL_EVERYDAY.k);
  const of = query.get('of');
  return {
    given: EVERYDAY_CASES.find((name) => SLUGS[name] === query.get('given')) ?? USUAL_EVERYDAY.given,
    of: of === null ? USUAL_EVERYDAY.of : of === '' ? null : of,
    head: HEADS.find((head) => head === query.get('list')) ?? USUAL_EVERYDAY.head,
    k: Number.isInteger(k) && k >= 1 && k <= LARGEST_K ? k : USUAL_EVERYDAY.k,
  };
}

/** The address of these settings, as a hash. */
export function everydayHref({ given, of, head, k }: EverydaySettings): string {
  const query = new URLSearchParams({ part: 'everyday', given: SLUGS[given], of: of ?? '', list: head, k: String(k) });
  return `#/lab?${query.toString()}`;
}
