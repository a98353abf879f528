import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import data from './platforms.json';
import { neverSuggestKeys } from '../tags/never-suggest.ts';
import { PLATFORMS, defaultTagCount, formatTags, platformRule, postLength, tagsForPlatform } from './platforms.ts';
import { countCharacters } from '../text/text-length.ts';

const tag = (label: string) => ({ key: label.toLowerCase(), label });
const rule = (id: string) => platformRule(id)!;

describe('platform data', () => {
  it('has the schema that the code trusts', () => {
    const schema = v.object({
      schema: v.literal(1),
      about: v.string(),
      platforms: v.array(
        v.strictObject({
          id: v.pipe(v.string(), v.regex(/^[a-z]+$/)),
          name: v.string(),
          cap: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30))),
          usual: v.pipe(v.number(), v.integer(), v.minValue(1)),
          characters: v.picklist(['word', 'twitter', 'mastodon', 'free']),
          maxTagGraphemes: v.nullable(v.number()),
          maxTagBytes: v.nullable(v.number()),
          post: v.nullable(v.object({ limit: v.number(), unit: v.picklist(['graphemes', 'x-weighted', 'mastodon']) })),
          altText: v.boolean(),
          source: v.pipe(v.string(), v.startsWith('https://')),
          checkedAt: v.nullable(v.pipe(v.string(), v.isoDate())),
        }),
      ),
    });
    expect(v.safeParse(schema, data).issues).toBeUndefined();
    expect(new Set(PLATFORMS.map((one) => one.id)).size).toBe(PLATFORMS.length);
  });

  it('asks for the cap, or five', () => {
    expect(defaultTagCount(rule('instagram'))).toBe(5);
    expect(defaultTagCount(rule('threads'))).toBe(1);
    expect(defaultTagCount(rule('mastodon'))).toBe(5);
    expect(defaultTagCount(null)).toBe(5);
    expect(platformRule('myspace')).toBeNull();
  });
});

describe('tagsForPlatform', () => {
  it('drops what is over the cap and says so', () => {
    const tags = ['a', 'b', 'c', 'd', 'e', 'f'].map(tag);
    const { kept, dropped } = tagsForPlatform(tags, rule('instagram'));
    expect(kept.map((one) => one.label)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(dropped).toEqual([{ tag: tags[5], why: 'over-cap' }]);
  });

  it('takes out characters that would end the tag there', () => {
    expect(tagsForPlatform([tag('col·lecció'), tag('a‿b')], rule('instagram')).kept.map((one) => one.label)).toEqual([
      'collecció',
      'a_b',
    ]);
    expect(tagsForPlatform([tag('col·lecció')], rule('mastodon')).kept[0]?.label).toBe('col·lecció');
  });

  it('drops tags longer than the platform takes, in graphemes and in bytes', () => {
    const long = tag('a'.repeat(65));
    const heavy = tag(`a${'\u0301'.repeat(330)}`);
    expect(tagsForPlatform([long, heavy], rule('bluesky')).dropped.map((one) => one.why)).toEqual([
      'too-long',
      'too-long',
    ]);
    expect(tagsForPlatform([long], rule('mastodon')).dropped).toEqual([]);
  });
});

describe('formatTags', () => {
  const tags = [tag('GoldenHour'), tag('sea')];
  it.each([
    ['hash-line', '#GoldenHour #sea'],
    ['plain-line', 'GoldenHour, sea'],
    ['one-a-line', '#GoldenHour\n#sea'],
    ['caption-and-tags', 'At the pier\n\n#GoldenHour #sea'],
  ] as const)('%s', (style, text) => {
    expect(formatTags(tags, style, null, ' At the pier ')).toBe(text);
  });

  it('needs no caption, and keeps to the platform', () => {
    expect(formatTags(tags, 'caption-and-tags')).toBe('#GoldenHour #sea');
    expect(formatTags(tags, 'hash-line', rule('threads'))).toBe('#GoldenHour');
    expect(formatTags([], 'caption-and-tags', null, 'only words')).toBe('only words');
  });
});

describe('length of a post', () => {
  it.each([
    ['graphemes', 'e\u0301👩‍🚀🇺🇦', 3],
    ['x-weighted', 'Привіт', 6],
    ['x-weighted', '日本', 4],
    ['x-weighted', 'e\u0301', 1],
    ['x-weighted', '👩‍🚀🇺🇦1️⃣❤️', 8],
    ['x-weighted', 'a https://example.org/a/very/long/path b', 27],
    ['mastodon', '@anna@example.social hi', 8],
    ['mastodon', '👩‍🚀 https://example.org/x', 25],
  ] as const)('%s %j', (unit, text, length) => {
    expect(countCharacters(text, unit)).toBe(length);
  });

  it('tells what is left', () => {
    expect(postLength('x'.repeat(290), rule('x'))).toEqual({ used: 290, limit: 280, left: -10 });
    expect(postLength('x', rule('tiktok'))).toBeNull();
  });
});

describe('neverSuggestKeys', () => {
  it('holds keys, not labels', () => {
    expect(neverSuggestKeys().has('selfharm')).toBe(true);
    expect(neverSuggestKeys().has('dog')).toBe(false);
  });
});
