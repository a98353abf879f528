import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { rankingModelSchema } from '../domain/models/ranking-model.ts';
import type { RankingModel } from '../domain/models/ranking-model.ts';
import type { TagSuggestion } from '../domain/recommendation.ts';
import type { Recommender, RecommendOptions } from './recommender.ts';
import { VOCABULARY, fakeParts, photoOf } from './testing/fake-parts.ts';
import { startedEngine } from './testing/started-engine.ts';

const shipped = v.parse(
  rankingModelSchema,
  JSON.parse(readFileSync('public/models/design-everyday/ranking.json', 'utf8')),
);
const labels = VOCABULARY.tags.map(({ label }, index) => (index === 10 ? 'Halloween' : label));
const vocabulary = {
  schema: 1 as const,
  tags: labels.map((label) => ({ key: label.toLowerCase(), label, count: 60 })),
};
const indexOf = (key: string): number => vocabulary.tags.findIndex((tag) => tag.key === key);

/** The shipped weights over the made-up vocabulary. Only a photo or caption of the same name is near: the encoders' vectors are random. */
const RANKING: RankingModel = {
  ...shipped,
  network: 'net@1',
  near: {
    ...shipped.near,
    ...{ temperature: { photo: 0.02, caption: 0.02 }, reference: { photo: 0.95, caption: 0.95 } },
    centre: { photo: Array<number>(14).fill(0), caption: Array<number>(11).fill(0) },
  },
  naming: { ...shipped.naming, rates: labels.map(() => 0), refused: [] },
  alike: [[indexOf('dog'), indexOf('cat')]],
};
/** Everything is worth a place. */
const NO_FLOOR: RankingModel = { ...RANKING, floor: 0, beside: { named: 0, least: 0 } };

const open: Recommender[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});
async function start(ranking: RankingModel): Promise<Recommender> {
  const parts = fakeParts();
  const { engine } = await startedEngine(open, {
    decoder: parts.decoder,
    loadModels: async (calls) => ({ ...(await parts.loadModels(calls)), ranking, vocabulary }),
  });
  return engine;
}
const keep = (engine: Recommender, name: string, tags: string[], change: object = {}) =>
  engine.learn({
    ...{ recommendationId: null, draft: { photo: photoOf(name), caption: '' }, removedTags: [], platform: null },
    tags: tags.map((label) => ({ key: label.toLowerCase(), label })),
    ...change,
  });
const recommend = async (engine: Recommender, name: string, caption: string, options: RecommendOptions = {}) => {
  await engine.taste(); // posts that a busy machine left for idle time are learnt
  return engine.recommend({ photo: photoOf(name), caption }, options);
};
const keysOf = (tags: readonly TagSuggestion[]): string[] => tags.map(({ key }) => key);
const partsOf = ({ reason }: TagSuggestion): string[] => reason.parts.map(({ name }) => name);

describe('the list by the ranking model', () => {
  it.each([
    ['photo and caption', 'both', 'dog', 'Dog in the snow'],
    ['a photo', 'photo', 'dog', ''],
    ['a caption', 'caption', null, 'Dog in the snow'],
  ] as const)(
    'of %s is in the order of the scores, which are the sums of the shown parts',
    async (_, source, name, caption) => {
      const engine = await start(NO_FLOOR);
      for (const day of ['sea', 'dog', 'park']) await keep(engine, day, ['Dog', 'MyTag', day]);
      await engine.taste();
      const draft = { photo: name === null ? null : photoOf(name), caption };
      const { tags, alternatives } = await engine.recommend(draft, { count: 7, niche: 0.5 });
      expect([tags.length, alternatives.length]).toEqual([7, 20]);
      for (const list of [tags, alternatives]) {
        const scores = list.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }
      const { known } = RANKING.sources[source];
      for (const { score, probability, reason } of [...tags, ...alternatives]) {
        expect(reason.parts.reduce((sum, { value }) => sum + value, 0)).toBe(score);
        expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(known.scale * score + known.shift))), 9);
      }
      expect(new Set(keysOf([...tags, ...alternatives])).size).toBe(27);
    },
  );

  it.each(['dog', 'sea', 'park', 'night', 'x'])(
    'carries what the caption names, whatever the photo is: %s',
    async (name) => {
      const engine = await start(RANKING);
      const { tags } = await recommend(engine, name, 'Coffee by the sea, golden hour', { count: 3 });
      expect(keysOf(tags).toSorted()).toEqual(['coffee', 'goldenhour', 'sea']);
      expect(tags.every((tag) => partsOf(tag).includes('named') && tag.reason.named !== null)).toBe(true);
      const { tags: less } = await recommend(engine, name, 'Coffee by the sea', { exclude: ['coffee'] });
      expect(keysOf(less)).toContain('sea');
      expect(keysOf(less)).not.toContain('coffee');
    },
  );

  it('has at most so many tags as are asked for, those in the caption included, and fewer where they are not worth it', async () => {
    const engine = await start(NO_FLOOR);
    const caption = 'Sea and snow #coffee';
    for (const count of [1, 2, 5]) {
      const { tags, typed } = await recommend(engine, 'sea', caption, { count });
      expect([tags.length, keysOf(tags).includes('coffee')]).toEqual([count - 1, false]);
      expect(typed.map(({ key }) => key)).toEqual(['coffee']);
    }
    const strict = await start({ ...RANKING, floor: 1 });
    const { tags, alternatives } = await recommend(strict, 'sea', caption, { count: 30 });
    expect(keysOf(tags).toSorted()).toEqual(['sea', 'snow']);
    expect(alternatives.length).toBeGreaterThan(0);
  });

  it('has one of two that say the same, the better one; two of the person’s own both stay', async () => {
    const engine = await start(NO_FLOOR);
    const { tags, alternatives } = await recommend(engine, 'dog', 'Dog or cat', { count: 30 });
    const [first] = tags.filter(({ key }) => key === 'dog' || key === 'cat');
    expect(first).toBeDefined();
    expect(keysOf([...tags, ...alternatives]).filter((key) => key === 'dog' || key === 'cat')).toHaveLength(1);
    await keep(engine, 'dog', ['Dog', 'Cat']);
    expect(keysOf((await recommend(engine, 'dog', 'Dog or cat', { count: 30 })).tags)).toEqual(
      expect.arrayContaining(['dog', 'cat']),
    );
  });
});

describe('own tags help and never poison', () => {
  const IMPORTED = [
    ['podil', 'kyiv'],
    ['cup', 'coffeelover'],
    ['kitten', 'catsofinstagram'],
    ['slice', 'pizzatime'],
  ] as const;

  it('after four imported posts an astronaut gets none of their tags, and a post like one of them gets its own', async () => {
    const engine = await start(NO_FLOOR);
    for (const [name, tag] of IMPORTED) await keep(engine, name, [tag]);
    const own = new Set<string>(IMPORTED.map(([, tag]) => tag));
    const offered = async (name: string): Promise<string[]> => {
      const { tags, alternatives } = await recommend(engine, name, '', { count: 10 });
      return keysOf([...tags, ...alternatives]).filter((key) => own.has(key));
    };
    expect(await offered('astronaut')).toEqual([]);
    expect(await offered('kitten')).toEqual(['catsofinstagram']);
  });

  it('one coffee post does not take #Halloween from a pumpkin', async () => {
    const engine = await start(RANKING);
    const caption = 'Halloween pumpkin';
    expect(keysOf((await recommend(engine, 'pumpkin', caption)).tags)).toContain('halloween');
    await keep(engine, 'cup', ['coffeelover', 'latteart']);
    const { tags, alternatives } = await recommend(engine, 'pumpkin', caption);
    expect(keysOf(tags)).toContain('halloween');
    expect(keysOf([...tags, ...alternatives])).not.toEqual(expect.arrayContaining(['coffeelover']));
    expect(keysOf([...tags, ...alternatives])).not.toEqual(expect.arrayContaining(['latteart']));
  });

  it('own posts are never the reason for a tag that the person has not used', async () => {
    const engine = await start(NO_FLOOR);
    for (const [name, tag] of IMPORTED) await keep(engine, name, [tag, 'Dog']);
    const { tags, alternatives } = await recommend(engine, 'kitten', 'Snow', { count: 30 });
    const all = [...tags, ...alternatives];
    const told = (of: readonly TagSuggestion[]) =>
      of.flatMap(partsOf).filter((name) => name === 'near' || name === 'habit');
    const [used, unused] = [true, false].map((is) => all.filter(({ reason }) => reason.usedInPosts > 0 === is));
    expect(told(used ?? []).length).toBeGreaterThan(0);
    expect(unused?.length).toBeGreaterThan(10);
    expect(told(unused ?? [])).toEqual([]);
  });

  it('not pressed is not disliked: only what was taken away sinks', async () => {
    const scoreOf = async (change: object): Promise<number> => {
      const engine = await start(NO_FLOOR);
      const { id } = await engine.recommend({ photo: photoOf('sea'), caption: 'Snow' }, { count: 30 });
      await keep(engine, 'sea', ['Coffee'], { recommendationId: id, ...change });
      const { tags, alternatives } = await recommend(engine, 'sea', 'Snow', { count: 30 });
      const snow = [...tags, ...alternatives].find(({ key }) => key === 'snow');
      expect(snow === undefined ? [] : partsOf(snow)).toEqual(
        'removedTags' in change ? expect.arrayContaining(['removed']) : expect.not.arrayContaining(['removed']),
      );
      return snow?.score ?? Number.NaN;
    };
    const passed = await scoreOf({});
    const removed = await scoreOf({ removedTags: ['snow'] });
    expect(removed).toBeLessThan(passed - 1);
  });
});
