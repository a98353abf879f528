import { afterEach, expect, it } from 'vitest';
import type { Recommender } from '../recommender.ts';
import { startedEngine } from '../testing/started-engine.ts';

const open: Recommender[] = [];
const DRAFT = { caption: 'Собака бігає по снігу біля моря' };
/** Several recommendations of thirty tags with their reasons: a busy machine needs a while. */
const PATIENCE_MS = 60_000;
const ALL = { count: 30 } as const;

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.dispose()));
});

it(
  'suggests in the caption’s language, in both, or as the network knows its tags',
  { timeout: PATIENCE_MS },
  async () => {
    const { engine } = await startedEngine(open);
    const labels = async (options: object, caption = DRAFT.caption) => {
      const { tags } = await engine.recommend({ caption }, { ...ALL, ...options });
      return tags.map(({ label }) => label);
    };
    const english = await labels({});
    expect(english).not.toContain('кава');
    const place = english.indexOf('Coffee');
    expect((await labels({ tagLanguage: 'caption' }))[place]).toBe('кава');
    const both = await labels({ tagLanguage: 'both' });
    expect(both[both.indexOf('Coffee') + 1]).toBe('кава');
    expect(both).toHaveLength(30);
    expect(await labels({ tagLanguage: 'caption' }, 'The dog runs in the snow by the sea')).toContain('Coffee');
  },
);

it(
  'learns a kept translation as the person’s own tag, which then stands as it is',
  { timeout: PATIENCE_MS },
  async () => {
    const { engine } = await startedEngine(open);
    const options = { ...ALL, tagLanguage: 'caption' } as const;
    const first = await engine.recommend(DRAFT, options);
    const kept = first.tags.find(({ label }) => label === 'кава');
    expect(kept?.reason.translationOf).toEqual({ key: 'coffee', label: 'Coffee', language: 'uk' });
    await engine.learn({ recommendationId: first.id, draft: DRAFT, tags: [{ key: 'кава', label: 'кава' }] });
    const { tags, alternatives } = await engine.recommend(DRAFT, options);
    const coffees = [...tags, ...alternatives].filter(({ key }) => key === 'кава' || key === 'coffee');
    expect(coffees.map(({ key, reason }) => [key, reason.usedInPosts, reason.translationOf])).toEqual([
      ['кава', 1, undefined],
    ]);
  },
);

it('refuses a language that it does not know', async () => {
  const { engine } = await startedEngine(open);
  const wrong = { tagLanguage: 'klingon' } as unknown as { tagLanguage: 'both' };
  await expect(engine.recommend(DRAFT, wrong)).rejects.toMatchObject({ code: 'usage' });
});
