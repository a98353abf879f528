import { describe, expect, it } from 'vitest';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { LearntPost } from '../../history/history-store.ts';
import { OwnTags } from './own-tags.ts';
import { wordsOfTag } from '../../domain/tags/tag-words.ts';
import { MOST_NAMES, TagNames } from './tag-names.ts';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';

const vocabulary = new VocabularyIndex({ schema: 1, tags: [{ key: 'dog', label: 'Dog', count: 1 }] });
const MEANINGS: Record<string, readonly number[]> = {
  'My Puppy': [1, 0.1],
  hound: [1, 0],
  sea: [0, 1],
  coffee: [0, 1],
  tea: [0, 1],
};

/** One token of its own between a special one, which must not count, and one of the prefix. */
function encodingOf(text: string): CaptionEncoding {
  const [x = 0, y = 1] = MEANINGS[text] ?? [];
  return {
    ...{ rows: 3, width: 2, cut: false, data: Float32Array.of(90, 70, -80, 60, x, y) },
    tokens: [null, null, { start: 0, end: text.length }].map((span, id) => ({ id, piece: '', span })),
  };
}

const post = (id: string, ...labels: string[]): LearntPost => ({
  ...{ id, createdAt: '2026-01-01T00:00:00.000Z', caption: '', removedTags: [], vector: null },
  tags: labels.map((label) => ({ key: label.toLowerCase(), label })),
});
const ownTags = (...posts: LearntPost[]): OwnTags => new OwnTags(posts, 'maker');

function start(encode = (text: string) => Promise.resolve(encodingOf(text))) {
  const asked: string[] = [];
  const names = new TagNames({
    caption: {
      encode: (text) => {
        asked.push(text);
        return encode(text);
      },
    },
    vocabulary,
  });
  return { names, asked };
}

const all = async (names: TagNames, own: OwnTags): Promise<void> => {
  while (await names.encodeNext(own));
};

describe('words of a tag', () => {
  it('are split at capitals, numbers and underscores, in any script', () => {
    expect(wordsOfTag('GoldenHour')).toBe('Golden Hour');
    expect(wordsOfTag('ПершийДень')).toBe('Перший День');
    expect(wordsOfTag('north_america2024')).toBe('north america 2024');
    expect(wordsOfTag('NASALaunch')).toBe('NASA Launch');
    expect(wordsOfTag('写真')).toBe('写真');
  });
});

describe('names of own tags', () => {
  const own = ownTags(post('1', 'MyPuppy', 'sea', 'Dog'), post('2', 'coffee', 'sea'), post('3', 'tea'));

  it('fit a caption that means the same, measured against the other names', async () => {
    const { names } = start();
    await all(names, own);
    const fits = names.fits(own, encodingOf('hound'));
    expect([...fits.keys()]).toEqual(['mypuppy']);
    expect(fits.get('mypuppy')).toBeGreaterThan(0);
    expect(fits.get('mypuppy')).toBeLessThanOrEqual(1);
    expect(names.fits(own, null).size).toBe(0);
  });

  it('are encoded once each, the most used first, only those the network does not know', async () => {
    const { names, asked } = start();
    expect(names.fits(own, encodingOf('hound')).size).toBe(0);
    expect(asked).toEqual([]); // a recommendation encodes no name
    await all(names, own);
    expect(asked).toEqual(['sea', 'My Puppy', 'coffee', 'tea']);
    own.add(post('4', 'hound'));
    await all(names, own);
    expect(asked.slice(4)).toEqual(['hound']);
  });

  it('are forgotten with the last post that carries the tag', async () => {
    const { names, asked } = start();
    await all(names, ownTags(post('1', 'sea'), post('2', 'tea')));
    await all(names, ownTags(post('2', 'tea')));
    await all(names, ownTags(post('1', 'sea'), post('2', 'tea')));
    expect(asked).toEqual(['sea', 'tea', 'sea']);
  });

  it('alone or with nothing to tell them apart fit nothing', async () => {
    const { names } = start();
    const lone = ownTags(post('1', 'MyPuppy'));
    await all(names, lone);
    expect(names.fits(lone, encodingOf('hound')).size).toBe(0);
  });

  it('that cannot be encoded are tried once', async () => {
    const { names, asked } = start(() => Promise.reject(new Error('lost')));
    const lone = ownTags(post('1', 'sea'));
    await expect(names.encodeNext(lone)).rejects.toThrow('lost');
    expect(await names.encodeNext(lone)).toBe(false);
    expect(asked).toEqual(['sea']);
  });

  it('are bounded in number', async () => {
    const { names, asked } = start();
    await all(names, ownTags(post('1', ...Array.from({ length: MOST_NAMES + 20 }, (_, n) => `own${n}x`))));
    expect(asked).toHaveLength(MOST_NAMES);
  });
});
