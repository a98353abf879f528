import { describe, expect, it } from 'vitest';
import { captionHashtags } from './caption-hashtags.ts';
import { hasLightName } from './light-tags.ts';
import { wordsOfTag } from './tag-words.ts';

describe('hashtags of a caption', () => {
  it('stand where they are written, each once, as first written', () => {
    const caption = 'At #Sea with #Dog, #sea and #1 more #Dog';
    expect(captionHashtags(caption)).toEqual([
      { key: 'sea', label: 'Sea', start: 3, end: 7 },
      { key: 'dog', label: 'Dog', start: 13, end: 17 },
    ]);
    expect(caption.slice(13, 17)).toBe('#Dog');
    expect(captionHashtags('no tag at all')).toEqual([]);
  });
});

describe('words of a hashtag', () => {
  it.each([
    ['GoldenHour_2024', 'Golden Hour 2024'],
    ['NYCSkyline', 'NYC Skyline'],
    ['2024Wrapped', '2024 Wrapped'],
    ['_a__b_', 'a b'],
    ['ЗахідСонця', 'Захід Сонця'],
    ['夕焼け', '夕焼け'],
    ['ABC', 'ABC'],
  ])('%s is %s', (label, words) => {
    expect(wordsOfTag(label)).toBe(words);
  });
});

describe('a light name', () => {
  const tag = (label: string) => ({ key: label.toLowerCase(), label });
  it.each(['Party', 'happybirthday', 'OurWeddingDay', 'fun', 'GoodFun_2024'])('%s', (label) => {
    expect(hasLightName(tag(label))).toBe(true);
  });
  // "fun" stands in it, and is no word of it.
  it.each(['Funeral', 'Forest', 'Київ', 'Refund'])('is none: %s', (label) => {
    expect(hasLightName(tag(label))).toBe(false);
  });
});
