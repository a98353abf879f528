import { PersonalHead } from '../recommender/personal-head.ts';
import { makerOf } from '../recommender/earlier-posts.ts';
import { StoredLists } from '../recommender/stored-lists.ts';
import type { StoredListTools } from '../recommender/stored-lists.ts';
import { OwnPosts } from '../recommender/suggest/own-posts.ts';
import type { OwnPost } from '../recommender/suggest/own-posts.ts';
import { fractionOf } from './post-folder.ts';

export interface Person {
  readonly user: string;
  /** As the history keeps them, oldest first. */
  readonly posts: readonly OwnPost[];
}

/** How often own tags push into posts that have nothing to do with them. */
export interface Intrusion {
  /** Posts that were asked about: of other people, with none of the person's tags. */
  readonly posts: number;
  /** Tags in their lists. */
  readonly suggested: number;
  /** Share of these that only the person's own posts brought in: a stranger would not get them. */
  readonly share: number;
}

/** So many posts make a history. */
const LEAST_POSTS = 4;
/** Foreign posts a person. */
const ASKED = 8;

/** Gives everybody posts of others to tag. Lists as they are shown, with the floor; the same posts every time. */
export async function intrusionOf(
  people: readonly Person[],
  tools: Omit<StoredListTools, 'gazetteer'>,
  count: number,
): Promise<Intrusion> {
  const { models, vocabulary, ranking } = tools;
  const maker = makerOf(models);
  const lists = new StoredLists({ ...tools, gazetteer: await ranking.gazetteer() });
  let [posts, suggested, intruding] = [0, 0, 0];
  for (const { user, posts: own } of people) {
    if (own.filter(({ tags }) => tags.length > 0).length < LEAST_POSTS) continue;
    const mine = new Set(own.flatMap(({ tags }) => tags.map(({ key }) => vocabulary.canonical(key))));
    const head = new PersonalHead({ network: models.network, vocabulary, maker });
    head.follow(own);
    while (head.pending > 0) await head.learnNext();
    const known = new OwnPosts(own, maker, ranking.model.near);
    const isForeign = ({ tags, vector }: OwnPost): boolean =>
      vector !== null && tags.length > 0 && !tags.some(({ key }) => mine.has(vocabulary.canonical(key)));
    const foreign = people
      .filter((other) => other.user !== user)
      .flatMap((other) => other.posts.filter(isForeign))
      .sort((a, b) => (fractionOf(user + a.id) < fractionOf(user + b.id) ? -1 : 1))
      .slice(0, ASKED);
    for (const post of foreign) {
      const alone = await lists.judge(post);
      const stranger = await lists.list(alone, { post, earlier: [], own: null, head: null }, count, false);
      const theirs = await lists.list(alone, { post, earlier: own, own: known, head }, count, false);
      const anybodys = new Set(stranger.list.map(({ candidate }) => candidate.tag.key));
      posts += 1;
      suggested += theirs.list.length;
      intruding += theirs.list.filter(({ candidate: { own: mineToo, tag } }) => mineToo !== null && !anybodys.has(tag.key)).length; // prettier-ignore
    }
  }
  return { posts, suggested, share: suggested === 0 ? 0 : intruding / suggested };
}
