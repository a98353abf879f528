import { describe, expect, test } from 'vitest';
import { readCaption } from './caption-reading.ts';
import { Gazetteer } from './gazetteer.ts';
import table from './places.json';
import { properNamesIn } from './proper-names.ts';

const gazetteer = new Gazetteer(table);
const places = (caption: string): string[] =>
  gazetteer.placesIn(readCaption(caption)).map(({ key, sure }) => (sure ? key : `${key}?`));
const names = (caption: string): string[] => properNamesIn(readCaption(caption), gazetteer).map(({ label }) => label);

describe('places of a caption', () => {
  test.each([
    ['Back from Nepal', ['nepal']],
    ['three days in hamburg with friends', ['hamburg']],
    ['Sunny day in New York', ['newyork']],
    ['У Непалі знову сніг', ['непал']],
    ['Прогулянка Києвом', ['київ']],
    ['Кава у Львові', ['львів']],
    ['краєвиди того варті, ми мали рацію', []],
    ['Ein Wochenende in München', ['münchen']],
    ['Un weekend à Lyon', ['lyon']],
    ['京都の秋', ['京都']],
    ['a nice day, reading a book on my mobile', []],
    ['We drove from Cannes to Nice yesterday', ['nice']],
    ['Nice!', []],
    ['Charlotte and me', []],
    ['turkey and potatoes', []],
    ['Lunch in Split', ['split']],
    ['Hardlopen in de regen', []],
    ['Paris', ['paris?']],
    ['paris', ['paris?']],
    ['the san francisco fog', ['sanfrancisco?']],
    ['#paris', []],
    ['', []],
  ])('%s', (caption, expected) => {
    expect(places(caption)).toEqual(expected);
  });

  test('a country is known by its name in another language', () => {
    const [found] = gazetteer.placesIn(readCaption('Отпуск: Германия'));
    expect(found).toMatchObject({ kind: 'country' });
    expect(found?.spellings[0]).toBe('germany');
  });
});

test('a region in another case is written in its first', () => {
  expect(gazetteer.placesIn(readCaption('Вихідні в Карпатах')).map(({ label }) => label)).toEqual(['Карпати']);
});

describe('names by their capital letters', () => {
  test.each([
    ['We saw the Summer Palace today', ['SummerPalace']],
    ['Walking the Gulf of Mexico shore', ['GulfOfMexico']],
    ['Lunch with Anna and John Smith', []],
    ['Delicious dinner. Really good', []],
    ['I’m here with the Leica', ['Leica']],
    ['ROAD AT THE CAMPING GROUND', []],
    ['Road At the Drymen Camping Ground.', []],
    ['Tower Bridge at dusk', ['Bridge', 'TowerBridge']],
    ['a sunday in may', []],
    ['Heute Abend mit dem Sohnemann noch eine Runde', []],
    ['Wir haben das Schloss Neuschwanstein besucht', ['SchlossNeuschwanstein']],
    ['One roast - Around three turnips', []],
    ['Кава на Подолі зранку', []],
    ['Кава біля Золотих Воріт', []],
    ['Снідали в Пузатій Хаті', []],
    ['Знято на Leica сьогодні', ['Leica']],
    ['вечірній Поділ і дощ', ['Поділ']],
    ['weekend w Tatrach i nad Bałtykiem', []],
    ['dwa dni z Leica', ['Leica']],
    ['a day at Lake Bohinj', ['LakeBohinj']],
    ['we are Still Waiting The train is late', []],
    ['it was the Most fun of all', []],
    ['etwas Pfeffer Die Linsen kochen', []],
    ['look at This view', []],
    ['Found the Easter egg in level 4', ['Easter']],
    ['Visiting the Louvre at night', ['Louvre']],
    ['My London weekend is over', ['London']],
    ['yesterday in The Lake District', ['LakeDistrict']],
  ])('%s', (caption, expected) => {
    expect(names(caption)).toEqual(expected);
  });
});

test('the table stays small enough to be fetched when it is first needed', () => {
  expect(new TextEncoder().encode(JSON.stringify(table)).byteLength).toBeLessThan(300_000);
});
