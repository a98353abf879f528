import { PersonalHead } from '../../recommender/personal/personal-head.ts';
import { makerOf } from '../../recommender/personal/earlier-posts.ts';
import { StoredLists } from '../../recommender/replay/stored-lists.ts';
import type { StoredListTools } from '../../recommender/replay/stored-lists.ts';
import { OwnPosts } from '../../recommender/suggest/own-posts.ts';
import type { OwnPost } from '../../recommender/suggest/own-posts.ts';
import type { Models } from '../../recommender/models/engine-parts.ts';
import type { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { foreignPosts } from './foreign-posts.ts';

export interface Person {
  readonly user: string;
  /** As the history keeps them, oldest first. */
  readonly posts: readonly OwnPost[];
}

/** How often own tags push into posts that have nothing to do with them. */
export interface Intruders {
  readonly posts: number;
  /** Tags in their lists. */
  readonly suggested: number;
  /** Share of these that only the person's own posts brought in, and that are no habit: a stranger would not get them. */
  readonly share: number;
  /** Share of these that are habits, on four of five own posts: meant for whatever the person posts, so no intruders. */
  readonly habits: number;
}

/** Over posts of other people with none of the person's tags. */
export interface Intrusion extends Intruders {
  /** Those of them that look and read like none of the person's posts. The gate reads the same vectors: no independent judge of it. */
  readonly unlike: Intruders;
  /** Those of them whose tags hardly ever go with what the person posts about, by tags alone: surely of another topic. */
  readonly elsewhere: Intruders;
}

/** So many posts make a history. */
const LEAST_POSTS = 4;
/** A tag on so many of the own posts is a habit. */
const HABIT = 0.8;
/** Where no own post would say as much as this if it stood alone, none is like this one. */
const ALIKE = 0.5;
/** Of another topic is a post with less than this share of tags that go with the person's. */
const GOING_WITH = 0.2;
/** A tag on so many own posts is what the person posts about. */
const ABOUT = 2;
/** Foreign posts a person. */
const ASKED = 8;

/** Gives everybody posts of others to tag. Lists as they are shown, with the floor; the same posts every time. */
export async function intrusionOf(
  people: readonly Person[],
  tools: Omit<StoredListTools, 'tables'>,
  count: number,
): Promise<Intrusion> {
  const { models, vocabulary, ranking } = tools;
  const maker = makerOf(models);
  const lists = new StoredLists({ ...tools, tables: await ranking.wordTables() });
  const asked: Asked[] = [];
  for (const { user, posts: own } of people) {
    if (own.filter(({ tags }) => tags.length > 0).length < LEAST_POSTS) continue;
    const head = new PersonalHead({ network: models.network, vocabulary, maker });
    head.follow(own);
    while (head.pending > 0) await head.learnNext();
    const known = new OwnPosts(own, maker, ranking.model.near);
    const topics = new Topics(own, tools);
    const others = people.flatMap((other) => (other.user === user ? [] : other.posts.map(named)));
    const foreign = foreignPosts(user, own.flatMap((post) => named(post).tags), others, vocabulary); // prettier-ignore
    for (const { post } of foreign.filter(({ post: { vector } }) => vector !== null).slice(0, ASKED)) {
      const alone = await lists.judge(post);
      const stranger = await lists.list(alone, { post, earlier: [], own: null, head: null }, count, false);
      const theirs = await lists.list(alone, { post, earlier: own, own: known, head }, count, false);
      const anybodys = new Set(stranger.list.map(({ candidate }) => candidate.tag.key));
      const pushed = theirs.list.flatMap(({ candidate }) => (candidate.own === null || anybodys.has(candidate.tag.key) ? [] : [candidate.own.uses])); // prettier-ignore
      const habits = pushed.filter((uses) => uses >= HABIT * known.posts).length;
      const { familiar } = known.ask({ photo: post.vector?.photo ?? null, caption: post.vector?.caption ?? null, strength: 1 }); // prettier-ignore
      asked.push({
        suggested: theirs.list.length,
        habits,
        intruders: pushed.length - habits,
        familiar,
        elsewhere: topics.isElsewhere(post),
      });
    }
  }
  return {
    ...intrudersOf(asked),
    unlike: intrudersOf(asked.filter(({ familiar }) => familiar < ALIKE)),
    elsewhere: intrudersOf(asked.filter(({ elsewhere }) => elsewhere)),
  };
}

interface TopicTools {
  readonly vocabulary: Pick<VocabularyIndex, 'canonical' | 'indexOf'>;
  readonly models: Pick<Models, 'related'>;
}

/** What a person posts about, by which tags go with which (`related.json`). */
export class Topics {
  readonly #vocabulary: TopicTools['vocabulary'];
  readonly #related: readonly (readonly number[])[];
  readonly #own: ReadonlySet<number>;
  /** The own tags and those that go with them. */
  readonly #about: ReadonlySet<number>;

  /** @param own the person's posts, all of them */
  constructor(own: readonly Pick<OwnPost, 'tags'>[], { vocabulary, models }: TopicTools) {
    this.#vocabulary = vocabulary;
    this.#related = models.related?.related ?? [];
    const uses = new Map<number, number>();
    for (const index of own.flatMap((post) => this.#indicesOf(post))) uses.set(index, (uses.get(index) ?? 0) + 1);
    this.#own = new Set([...uses].flatMap(([index, count]) => (count >= ABOUT ? [index] : [])));
    this.#about = new Set([...this.#own].flatMap((index) => [index, ...(this.#related[index] ?? [])]));
  }

  /** Whether a post is of another topic; false where none of its tags is known. */
  isElsewhere(post: Pick<OwnPost, 'tags'>): boolean {
    const indices = this.#indicesOf(post);
    const goes = indices.filter(
      (index) => this.#about.has(index) || (this.#related[index] ?? []).some((other) => this.#own.has(other)),
    );
    return indices.length > 0 && goes.length < GOING_WITH * indices.length;
  }

  #indicesOf({ tags }: Pick<OwnPost, 'tags'>): number[] {
    const found = tags.map(({ key }) => this.#vocabulary.indexOf(this.#vocabulary.canonical(key)));
    return [...new Set(found.filter((index) => index !== null))];
  }
}

/** One foreign post. */
interface Asked {
  readonly suggested: number;
  readonly habits: number;
  readonly intruders: number;
  readonly familiar: number;
  readonly elsewhere: boolean;
}

function intrudersOf(asked: readonly Asked[]): Intruders {
  const sum = (of: (one: Asked) => number): number => asked.reduce((total, one) => total + of(one), 0);
  const suggested = sum((one) => one.suggested);
  const [share, habits] = [sum((one) => one.intruders), sum((one) => one.habits)].map(
    (n) => n / Math.max(1, suggested),
  );
  return { posts: asked.length, suggested, share: share ?? 0, habits: habits ?? 0 };
}

/** As folders name tags. */
function named(post: OwnPost): { readonly id: string; readonly tags: readonly string[]; readonly post: OwnPost } {
  return { id: post.id, tags: post.tags.map(({ key }) => key), post };
}
