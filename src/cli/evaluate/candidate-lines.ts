import { RANKING_TERMS } from '../../domain/models/ranking-model.ts';
import { earlierPosts } from '../../recommender/personal/earlier-posts.ts';
import type { NetworkRunner } from '../../recommender/models/engine-parts.ts';
import { NO_SHIFTS } from '../../recommender/personal/personal-head.ts';
import type { PersonalHead } from '../../recommender/personal/personal-head.ts';
import { consider, pooledOf, runAlone } from '../../recommender/suggest/consider.ts';
import type { ConsiderTools } from '../../recommender/suggest/consider.ts';
import { OwnPosts } from '../../recommender/suggest/own-posts.ts';
import type { OwnPost } from '../../recommender/suggest/own-posts.ts';
import type { FitHeader } from './fit-header.ts';
import { fractionOf } from './post-folder.ts';
import type { Turn } from './walk.ts';

/** What a candidates file says of one post in one variant. */
export interface CandidateLine {
  readonly id: string;
  /** `alone` knows nothing of the person; `known` all earlier posts, `few` the last one to ten; `foreign` is a post of another person with none of this one's tags. */
  readonly variant: 'alone' | 'known' | 'few' | 'foreign';
  readonly source: 'both' | 'photo' | 'caption';
  /** Own posts with tags that counted. */
  readonly earlier: number;
  /** All hashtags of the post, as the vocabulary spells them. */
  readonly tags: readonly string[];
  /** Hashtags that stand in the caption. */
  readonly typed: readonly string[];
  /** Key, 1 where the post has the tag, then the terms in the order of the first line. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface LineTools extends ConsiderTools {
  readonly network: Pick<NetworkRunner, 'run' | 'represent'>;
  readonly near: FitHeader['near'];
  readonly maker: string;
  /** The paper's L. */
  readonly historyLength: number;
  /** Learnt up to this post. */
  readonly head: PersonalHead;
  /** Also without photo, without caption, and with a short history: to learn from, not to judge by. */
  readonly variants: boolean;
}

/** A longer history is also cut to so many posts, one number of each range: most people have few. */
const FEW = [
  [1, 2],
  [3, 5],
  [6, 10],
] as const;

/** Somebody else's post. */
export type ForeignPost = Pick<Turn, 'post' | 'encoded'>;

/**
 * The lines of one post.
 * @param foreign a post of another topic, as if the person wrote it now; null = none was found
 */
export async function* linesOf(
  { post, encoded, earlier }: Turn,
  foreign: ForeignPost | null,
  tools: LineTools,
): AsyncGenerator<CandidateLine> {
  const line = async (
    variant: CandidateLine['variant'],
    read: Turn['encoded'],
    posts: readonly OwnPost[],
    written = post,
  ): Promise<CandidateLine> => {
    const tags = [...new Set(written.tags.map((key) => tools.vocabulary.canonical(key)))];
    const own = variant === 'alone' ? null : new OwnPosts(posts, tools.maker, tools.near);
    const output = await runAlone(tools.network, read, null);
    const { findings, terms, source } = await consider(tools, {
      ...{ alone: output, vector: output.vector, pooled: pooledOf(read), caption: read.caption?.text ?? '' },
      ...{ own, strength: 1, always: [] },
      earlier:
        variant === 'alone' ? [] : earlierPosts(posts.slice(-tools.historyLength), tools.maker, tools.vocabulary),
      // The head has learnt all of them: beside a part of them it would know too much.
      head: (vector, user) => (posts.length === earlier.length ? tools.head.shifts(vector, user) : NO_SHIFTS),
    });
    const rows = findings.candidates.map((candidate) => {
      const key = tools.vocabulary.canonical(candidate.tag.key);
      const numbers = terms.of(candidate);
      return [key, Number(tags.includes(key)), ...RANKING_TERMS.map((term) => short(numbers[term]))];
    });
    const typed = findings.reading.typed.map(({ key }) => key);
    return { id: written.id, variant, source, earlier: own?.posts ?? 0, tags, typed, rows };
  };
  const tagged = earlier.filter((one) => one.tags.length > 0).length;
  yield await line('alone', encoded, []);
  if (tagged > 0) yield await line('known', encoded, earlier);
  if (tagged > 0 && foreign !== null) {
    const lengths = [...FEW.flatMap((range) => (tagged > range[1] ? [within(range, post.id)] : [])), earlier.length];
    const known = earlier.slice(-(lengths[chance(foreign.post.id) % lengths.length] ?? 1));
    const { photo, caption } = foreign.encoded;
    yield await line('foreign', foreign.encoded, known, foreign.post);
    if (tools.variants && photo !== null && caption !== null)
      yield await line('foreign', { ...foreign.encoded, caption: null }, known, foreign.post);
  }
  if (!tools.variants) return;
  if (encoded.photo !== null && encoded.caption !== null) {
    yield await line('alone', { ...encoded, caption: null }, []);
    yield await line('alone', { ...encoded, photo: null }, []);
    if (tagged > 0) yield await line('known', { ...encoded, caption: null }, earlier);
  }
  for (const range of FEW) {
    if (tagged > range[1]) yield await line('few', encoded, earlier.slice(-within(range, post.id)));
  }
}

/** One number of a range, ends included, the same for the same post. */
function within([from, to]: readonly [number, number], id: string): number {
  return from + (chance(`${id} ${from}`) % (to - from + 1));
}

function chance(text: string): number {
  return Number.parseInt(fractionOf(text).slice(0, 4), 16);
}

/** Four digits are more than a weight is known to. */
function short(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(4));
}
