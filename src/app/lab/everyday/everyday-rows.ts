import type { CaseData, EverydayEvaluated } from '../../../lab/everyday.ts';
import type { EverydayCase } from '../../../lab/lists.ts';
import type { NamedRow } from '../rerun/lab-files.ts';
import type { EverydaySettings } from './everyday-settings.ts';
import type { EverydayKey } from './everyday-words.ts';

export type EverydayByCase = ReadonlyMap<EverydayCase, EverydayEvaluated>;

/** Groups of fewer posts say nothing (docs/results.md leaves them out, too). */
const LEAST_POSTS = 15;

/** The strata that are shown, in the order of docs/results.md: the sets and persons first, then what captions are, then histories. */
export function shownStrata({ strata }: CaseData): string[] {
  const order = (name: string): number =>
    name.startsWith('people') || name === 'p01' ? 0 : name.includes('earlier') ? 3 : name.includes(' ') ? 2 : 1;
  return Object.keys(strata)
    .filter((name) => (strata[name]?.length ?? 0) >= LEAST_POSTS)
    .sort((a, b) => order(a) - order(b) || least(a) - least(b));
}

/** Of a history, how many posts it has at least: "11+" comes after "6–10". Others stay as they stand. */
function least(name: string): number {
  return name.endsWith(' earlier posts') ? Number.parseInt(name, 10) : 0;
}

/** A stratum as the page calls it. */
export function stratumWords(name: string, w: (key: EverydayKey, params?: Record<string, string>) => string): string {
  const [language] = /(?<=^captions, )[a-z]+$/u.exec(name) ?? [];
  if (language !== undefined) return w('of.language', { language });
  const [count] = /^[0-9–+]+(?= earlier posts$)/u.exec(name) ?? [];
  if (count !== undefined) return w('of.earlier', { count });
  switch (name) {
    case 'people':
      return w('of.people');
    case 'people, new persons':
      return w('of.new');
    case 'people with both':
      return w('of.both');
    case 'p01':
      return w('of.p01');
    case 'a hashtag stands in the caption':
      return w('of.inCaption');
    default:
      return w('of.set', { name });
  }
}

/** The network's lists and the floors' for what is given: computed here where they are, and as training judged them. */
export function everydayRows(
  data: CaseData,
  made: EverydayEvaluated | undefined,
  { head }: Pick<EverydaySettings, 'head'>,
  w: (key: EverydayKey) => string,
): NamedRow[] {
  const lists = made?.heads[head];
  const here: NamedRow[] =
    lists === undefined
      ? []
      : [
          {
            name: w('row.here'),
            row: { id: 'here', name: '', words: null, here: true, runs: [{ seed: 0, met: lists.met }] },
          },
        ];
  return [
    ...here,
    ...data.lists.map(({ system, list, met }): NamedRow => {
      const floor = system === 'floors';
      return {
        name: floor ? w(`floor.${list}` as EverydayKey) : w('row.stored'),
        row: {
          ...{ id: `${system}/${list}`, name: '', words: null, here: false },
          runs: [{ seed: floor ? null : 0, met }],
        },
      };
    }),
  ];
}
