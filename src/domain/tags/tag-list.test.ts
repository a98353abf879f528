import { describe, expect, it } from 'vitest';
import { MAX_LIST, readListText, tagListOf } from './tag-list.ts';

const labels = (text: string): readonly string[] => readListText(text).tags.map(({ label }) => label);

describe('a list of hashtags as text', () => {
  it.each([
    ['#a #b#c', ['a', 'b', 'c']],
    ['GoldenHour\nstreet photography\n\n#Kyiv', ['GoldenHour', 'street', 'photography', 'Kyiv']],
    ['GoldenHour\nstreet photography', ['GoldenHour', 'StreetPhotography']],
    ['golden hour, street photography; київ', ['GoldenHour', 'StreetPhotography', 'київ']],
    ['coffee morning latte', ['coffee', 'morning', 'latte']],
    ['Hashtag,Uses\ncoffee,12\nlatte,3', ['coffee', 'latte']],
    ['"coffee"\t"latte art"', ['coffee', 'LatteArt']],
    ['теги\nкава\nкава', ['кава']],
    ['coffee, tag, latte', ['coffee', 'tag', 'latte']],
    ['coffee, tag\nlatte', ['coffee', 'tag', 'latte']],
    ['2024\n100 %\n', []],
    ['tags', ['tags']],
    [' Tags \ncoffee', ['coffee']],
    ['tags\r\ncoffee\r\nlatte art', ['coffee', 'LatteArt']],
    ['hashtag;uses\ncoffee;1', ['coffee']],
    ['coffee  morning', ['coffee', 'morning']],
    ['\n coffee morning \n', ['coffee', 'morning']],
    ['“coffee”', ['coffee']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('has an end, and says how many are beyond it', () => {
    const many = Array.from({ length: MAX_LIST + 3 }, (_, n) => `tag${n}x`).join('\n');
    expect(readListText(many)).toMatchObject({ beyond: 3 });
    expect(readListText(many).tags).toHaveLength(MAX_LIST);
  });

  it('written one a line is read as it was', () => {
    const tags = readListText('golden hour, Kyiv, ЛітоУМісті, İzmir, a_b').tags;
    expect(readListText(tags.map(({ label }) => `#${label}`).join('\n')).tags).toEqual(tags);
  });

  it('is read from a storage as far as it makes sense', () => {
    expect(tagListOf('nonsense')).toEqual([]);
    const latte = { key: 'latte', label: 'Latte' };
    expect(tagListOf(['Latte', { key: 'x', label: '#latte' }, 5, null, '2024'])).toEqual([latte]);
    expect(tagListOf([{ key: 'x', label: 'Latte' }, {}, { label: 7 }])).toEqual([latte]);
    // The first way it was written stays.
    expect(tagListOf(['Latte', 'LATTE'])).toEqual([latte]);
    expect(tagListOf(Array.from({ length: MAX_LIST + 5 }, (_, n) => `t${n}`))).toHaveLength(MAX_LIST);
  });
});
