import { describe, expect, it } from 'vitest';
import { isEnded, readTyped } from './typed-tags.ts';

describe('what is typed into the own-tag field', () => {
  it('is a tag for each word, a comma or a # between them or not', () => {
    expect(readTyped('golden hour').labels).toEqual(['golden', 'hour']);
    expect(readTyped('#dog #park #DOG').labels).toEqual(['dog', 'park']);
    expect(readTyped('#dog#park').labels).toEqual(['dog', 'park']);
    expect(readTyped('#ліс  #Озеро').labels).toEqual(['ліс', 'Озеро']);
    expect(readTyped('＃東京').labels).toEqual(['東京']);
    expect(readTyped('#sunset#beach＃love').labels).toEqual(['sunset', 'beach', 'love']);
    expect(readTyped('#i❤️ny #☀️summer #️⃣1️⃣ snow').labels).toEqual(['summer', 'snow']);
  });

  it('joins words in a list with commas or lines, and everywhere where a platform takes spaces', () => {
    expect(readTyped('New York, Los Angeles').labels).toEqual(['NewYork', 'LosAngeles']);
    expect(readTyped('golden hour\nblue hour').labels).toEqual(['GoldenHour', 'BlueHour']);
    expect(readTyped('golden hour', true).labels).toEqual(['GoldenHour']);
  });

  it.each([
    ['100 %', '100 %', 'no-letter'],
    ['#2026', '#2026', 'digits'],
    ['12.05.2026', '12.05.2026', 'digits'],
    ['🐶', '🐶', 'no-letter'],
    ['i❤️ny', 'i❤️ny', 'emoji'],
    ['_', '_', 'no-letter'],
  ] as const)('refuses “%s” and says why', (typed, text, why) => {
    const { labels, refused } = readTyped(typed);
    expect(labels).toEqual([]);
    expect(refused).toEqual([{ text, why }]);
  });

  it('takes what is a tag and names what is none', () => {
    expect(readTyped('#dog #2026 #🐶 #park')).toEqual({
      labels: ['dog', 'park'],
      refused: [
        { text: '2026', why: 'digits' },
        { text: '🐶', why: 'no-letter' },
      ],
    });
    expect(readTyped(' , # ;')).toEqual({ labels: [], refused: [] });
    expect(readTyped('  ')).toEqual({ labels: [], refused: [] });
  });

  it('ends with a space, a comma or a line break; only with the latter two where spaces join', () => {
    for (const text of ['dog ', 'dog,', 'dog，', 'dog\u00a0']) expect(isEnded(text, false)).toBe(true);
    expect(isEnded('dog', false)).toBe(false);
    expect(isEnded('golden ', true)).toBe(false);
    expect(isEnded('golden hour,', true)).toBe(true);
  });
});
