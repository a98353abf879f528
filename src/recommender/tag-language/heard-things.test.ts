import { describe, expect, it } from 'vitest';
import { readCaption } from '../suggest/caption-reading.ts';
import { HeardThings } from './heard-things.ts';
import tags from './tags.json';

const labels = (language: keyof typeof tags.things, caption: string): string[] =>
  new HeardThings(tags.things[language], language).thingsIn(readCaption(caption)).map(({ label }) => label);

describe('what a language has hashtags of its own for', () => {
  it.each([
    ['uk', 'Борщ за бабусиним рецептом', ['Борщ']],
    ['uk', 'Спекла перший у житті медівник', ['Медівник']],
    ['de', 'Endlich wieder Weihnachtsmarkt mit Glühwein', ['Weihnachtsmarkt', 'Glühwein']],
    ['fr', 'Tarte aux pommes et café', ['TarteAuxPommes']],
    ['es', 'Mi primera media maratón en Valencia', ['MediaMaratón']],
    ['pl', 'Pierogi ruskie domowej roboty', ['PierogiRuskie']],
    ['uk', 'Просто гарний день', []],
  ] as const)('%s: %s', (language, caption, expected) => {
    expect(labels(language, caption)).toEqual(expected);
  });

  it('is written in the form of the table, whatever the caption’s is', () => {
    expect(labels('uk', 'Наїлися пампушками з борщем')).toEqual(['Пампушки', 'Борщ']);
    expect(labels('uk', 'борщ, борщу, борщем')).toEqual(['Борщ']);
  });

  it('is nothing in a language without a list', () => {
    expect(new HeardThings('', 'tr').thingsIn(readCaption('Sabah kahvesi'))).toEqual([]);
  });
});
