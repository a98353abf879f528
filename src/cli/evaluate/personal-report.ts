import { pairedDifference } from '../../domain/metrics/bootstrap.ts';
import type { Difference } from '../../domain/metrics/bootstrap.ts';
import { EARLIER_BANDS, REPLAY_SYSTEMS, inBand, replayBands, systemMetrics } from '../../domain/replay.ts';
import type { EarlierBand, ReplayBand, ReplayedPost, ReplaySystem, SystemMetrics } from '../../domain/replay.ts';
import type { Command } from '../arguments/command.ts';
import type { Intruders, Intrusion } from './intrusion.ts';

/** Earlier posts from which on the steps are compared. */
const ENOUGH = 3;
/** The steps, each compared with the one before; then the whole with nothing personal. */
const STEPS: readonly (readonly [ReplaySystem, ReplaySystem])[] = [
  ['nothing', 'history'],
  ['history', 'ownTags'],
  ['ownTags', 'head'],
  ['nothing', 'head'],
];

export interface PersonalStep extends Difference {
  readonly from: ReplaySystem;
  readonly to: ReplaySystem;
  /** F1 after over F1 before, minus 1. */
  readonly gain: number;
}

/** The whole beside a system, over the posts with so many before them. */
export interface PersonalComparison extends Difference, EarlierBand {
  readonly against: ReplaySystem;
  readonly gain: number;
}

/** The plain floors that the whole has to be above. */
const FLOORS = ['usual', 'nearest'] as const;

/** What `evaluate --personal --json` prints. */
export interface PersonalEvaluation {
  readonly k: number;
  readonly split: Extract<Command, { name: 'evaluate-personal' }>['split'];
  readonly seed: number;
  /** Posts that were recommended: of the split, with tags. */
  readonly posts: number;
  readonly users: number;
  readonly bands: readonly ReplayBand[];
  /** Posts with at least 3 earlier ones of their user. */
  readonly experienced: { readonly posts: number; readonly users: number; readonly systems: SystemMetrics };
  /** Over these posts; interval of 95 % by a paired bootstrap over users, or over posts where there is one user. */
  readonly steps: readonly PersonalStep[];
  /** The whole less the better of two floors, and less "nothing personal", by how many posts came before; intervals as those of the steps. */
  readonly comparisons: readonly PersonalComparison[];
  /** Own tags on posts of other people about other things; null with a network without a ranking model. */
  readonly intrusion: Intrusion | null;
  readonly skipped: number;
  /** `network@revision/photo@revision/caption@revision` */
  readonly maker: string;
}

export interface UserPost extends ReplayedPost {
  readonly user: string;
}

export function evaluationOf(
  replayed: readonly UserPost[],
  about: Pick<PersonalEvaluation, 'k' | 'split' | 'seed' | 'intrusion' | 'skipped' | 'maker'>,
): PersonalEvaluation {
  const experienced = replayed.filter((post) => post.earlier >= ENOUGH);
  const users = usersOf(experienced);
  const systems = systemMetrics(experienced);
  return {
    ...about,
    ...{ posts: replayed.length, users: usersOf(replayed), bands: replayBands(replayed) },
    experienced: { posts: experienced.length, users, systems },
    steps: STEPS.map(([from, to]) => ({ from, to, ...compared(experienced, from, to, about.seed) })),
    comparisons: [...EARLIER_BANDS.filter(({ from }) => from > 0), { from: ENOUGH, to: null }].flatMap((band) => {
      const posts = replayed.filter((post) => inBand(band, post.earlier));
      if (posts.length === 0) return [];
      const { usual, nearest } = systemMetrics(posts);
      const floor = FLOORS[Number(nearest.f1 > usual.f1)] ?? 'usual';
      return [floor, 'nothing' as const].map((against) => ({
        ...band,
        against,
        ...compared(posts, against, 'head', about.seed),
      }));
    }),
  };
}

/** Paired bootstrap over users, or over posts where there is one user. */
function compared(
  posts: readonly UserPost[],
  before: ReplaySystem,
  after: ReplaySystem,
  seed: number,
): Difference & { readonly gain: number } {
  const users = usersOf(posts);
  const systems = systemMetrics(posts);
  return {
    gain: systems[before].f1 === 0 ? 0 : systems[after].f1 / systems[before].f1 - 1,
    ...pairedDifference(
      posts.map(({ id, user, assigned, suggested }) => ({
        ...{ unit: users > 1 ? user : id, assigned, before: suggested[before], after: suggested[after] },
      })),
      seed,
    ),
  };
}

function usersOf(posts: readonly UserPost[]): number {
  return new Set(posts.map((post) => post.user)).size;
}

const NAMES: Readonly<Record<ReplaySystem, string>> = {
  nothing: 'nothing personal',
  history: "the paper's history",
  ownTags: '+ own tags',
  head: '+ personal head',
  popular: 'floor: popular tags',
  usual: 'floor: own most used tags',
  nearest: 'floor: nearest own posts',
};

export function readable({
  k,
  split,
  posts,
  users,
  bands,
  experienced,
  steps,
  comparisons,
  seed,
  intrusion,
  skipped,
  maker,
}: PersonalEvaluation): string {
  const columns = [...bands.map((band) => ({ name: bandName(band), ...band })), { name: `${ENOUGH}+`, ...experienced }];
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(26), ...cells.map((cell) => cell.padStart(15))].join('');
  return [
    `${counted(posts, 'post')} of ${counted(users, 'user')}, ${split === 'all' ? 'all parts' : `${split} part`}, K = ${k}: F1 / hit by how many posts came before`,
    line('earlier posts', columns.map(({ name }) => name)), // prettier-ignore
    line('posts', columns.map((column) => String(column.posts))), // prettier-ignore
    ...REPLAY_SYSTEMS.map(
      (system) =>
      line(NAMES[system], columns.map((column) => (column.posts === 0 ? '–' : `${column.systems[system].f1.toFixed(3)} / ${column.systems[system].hit.toFixed(2)}`))), // prettier-ignore
    ),
    ...steps.map(
      ({ from, to, f1, low, high, gain }) =>
        `${NAMES[from]} → ${NAMES[to]}: F1 ${signed(f1)} (95 %: ${signed(low)} … ${signed(high)}), ${signed(100 * gain, 1)} %`,
    ),
    ...comparisons.map(
      ({ against, f1, low, high, gain, ...band }) =>
        `${bandName(band)} earlier posts, all of it against ${NAMES[against]}: F1 ${signed(f1)} (95 %: ${signed(low)} … ${signed(high)}), ${signed(100 * gain, 1)} %`,
    ),
    `paired bootstrap over ${experienced.users > 1 ? 'users' : 'posts'}, seed ${seed} · ${maker}`,
    ...(intrusion === null
      ? []
      : [
          `own tags on ${counted(intrusion.posts, 'post')} of others with none of them: ${intrudersText(intrusion)}`,
          `of these on ${counted(intrusion.unlike.posts, 'post')} like none of the person's own: ${intrudersText(intrusion.unlike)}`,
          `of these on ${counted(intrusion.elsewhere.posts, 'post')} whose tags do not go with the person's: ${intrudersText(intrusion.elsewhere)}`,
        ]),
    ...(skipped === 0 ? [] : [`${skipped} could not be read`]),
  ].join('\n');
}

function intrudersText({ suggested, share, habits }: Intruders): string {
  return `${(100 * share).toFixed(1)} % of ${suggested} suggestions, and ${(100 * habits).toFixed(1)} % habits`;
}

function bandName({ from, to }: EarlierBand): string {
  return to === null ? `${from}+` : from === to ? `${from}` : `${from}–${to}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function signed(value: number, digits = 3): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
