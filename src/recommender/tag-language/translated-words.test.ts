import { describe, expect, test } from 'vitest';
import { VocabularyIndex } from '../reading/vocabulary-index.ts';
import { readCaption } from '../suggest/caption-reading.ts';
import { namingsIn } from '../suggest/namings.ts';
import { HeardWords } from './heard-words.ts';
import { stemIn, turkishNouns } from './inflection.ts';
import { LanguageModel } from './language-of.ts';
import languages from './languages.json';
import tags from './tags.json';
import { Translations } from './translations.ts';

const keys = new Set(
  Object.values(tags.words).flatMap((lines) => lines.split('\n').map((line) => line.split(' ')[0] ?? '')),
);
const vocabulary = new VocabularyIndex({ schema: 1, tags: [...keys].map((key) => ({ key, label: key, count: 1 })) });
const tables = { detector: new LanguageModel(languages), translations: new Translations(tags) };
const { hear } = new HeardWords(vocabulary, () => Promise.resolve(tables));

async function named(caption: string): Promise<string[]> {
  const reading = readCaption(caption);
  const heard = await hear(reading);
  if (heard === null) return [];
  const found = [...namingsIn(reading, heard.lexicon)].sort(([, a], [, b]) => a.start - b.start);
  return found.map(([entry]) => vocabulary.tags[entry]?.key ?? '');
}

describe('a caption in another language names hashtags of the vocabulary', () => {
  test.each([
    ['Ранкова кава у Львові', ['morning', 'coffee']],
    ['Прогулянка осіннім лісом з собакою', ['walk', 'autumn', 'forest', 'dog']],
    ['Ходили в похід у гори, ночували в наметі', ['hiking', 'mountains', 'camping']],
    ['Ми дивилися захід сонця, а потім був дощ', ['sunset', 'rain']],
    ['Утренний кофе и хорошая книга', ['morning', 'coffee', 'books']],
    ['Гуляли с детьми в парке, кормили уток', ['kids', 'park', 'duck']],
    ['Kawa i książka w deszczowy dzień', ['coffee', 'books', 'rainyday']],
    ['Spacer z psem po jesiennym lesie', ['walk', 'dog', 'autumn', 'forest']],
    ['Kawe pije rano, potem spacer w gorach', ['coffee', 'morning', 'walk', 'mountains']],
    ['Výlet na hrad s dětmi', ['trip', 'castle', 'kids']],
    ['Wanderung in den Alpen, unglaubliche Aussicht', ['hiking', 'mountains', 'views']],
    ['Radtour durch den Wald', ['cycling', 'forest']],
    ['Endlich gelingt das Sauerteigbrot', ['bread']],
    ['Apfelkuchen mit Sahne', ['cake']],
    ['Gâteau au chocolat pour l’anniversaire de maman', ['cake', 'chocolate', 'birthday', 'mom']],
    ['Un été au bord de l’océan', ['ocean']],
    ['Vivement l’été', ['summer']],
    ['Café y libro en un día de lluvia', ['coffee', 'books', 'rainyday']],
    ['Passeggiata nel bosco con il cane', ['walk', 'forest', 'dog']],
    ['Finalmente vacanze al lago', ['vacation', 'lake']],
    ['Bolo de chocolate para o aniversário da minha mãe', ['cake', 'birthday', 'mom']],
    ['Vandaag appeltaart gebakken met oma', ['pie', 'baking', 'grandma']],
    ['Twee katjes en een hondje in de tuin', ['cat', 'dog', 'garden']],
    ['Onder de bomen langs de duinen, met de honden', ['trees', 'dog']],
    ['Kızım bugün okula başladı', ['daughter', 'school']],
    ['Kedimiz yine klavyenin üstünde uyuyor', ['cat', 'sleep']],
    ['Köpeğimizle ormanda yürüyüş', ['dog', 'forest', 'walk']],
    ['Annemin kahvaltısı, taze ekmekler ve KITAP', ['mom', 'breakfast', 'bread', 'books']],
    ['Бігаю вже місяць без зупинки', ['running']],
    ['Biegamy i pływamy codziennie nad jeziorem', ['running', 'swimming', 'lake']],
    ['Wir wandern und kochen am Lagerfeuer', ['hiking', 'cooking', 'bonfire']],
    ['Nous avons chanté et dansé toute la nuit', ['singing', 'dance', 'night']],
    ['Corriendo por la playa antes de desayunar', ['running', 'beach', 'breakfast']],
    ['Pečeme cukroví s babičkou', ['baking', 'cookies', 'grandma']],
    ['Sabahları koşuyoruz, akşam pişiriyorum', ['running', 'cooking']],
    ['昨日は海で泳いだ', ['sea', 'swimming']],
    ['朝のコーヒーと本', ['morning', 'coffee', 'books']],
  ])('%s', async (caption, expected) => {
    const found = await named(caption);
    expect(found.filter((key) => expected.includes(key))).toEqual(expected);
  });

  test.each([
    ['its own language hears', 'Coffee and a book on a rainy day', []],
    ['a verb is no dish', 'Він мало говорить, але багато має', []],
    ['a long time is no summer', 'Minęły dwa lata od matury', []],
    ['to be is no summer', 'Elle a été très contente', []],
    ['an article is no moon', 'C’est l’une des plus belles de la région', []],
    ['a pig is no wine, a nursery no garden', 'Das Schwein und der Kindergarten sind hier', []],
    ['a shoulder is no soup', 'Tetování na levém rameni', ['tattoo']],
    ['tomorrow is no morning', 'Wir fahren morgen nach Hause und freuen uns', []],
    ['a person is no winter', 'Bu güzel bir kişi için söylenen sözler', []],
    ['an application is no sleep', 'Yeni uygulamalar çok güzel olmuş', []],
    ['her is no hair, to is no bee', 'Dit is van haar en dat is bij ons gebleven', []],
    ['nothing is no swimming', 'Hoy no pasa nada en absoluto', []],
    ['grief is no mountain', 'Яке горе, ми втратили все', []],
  ])('and nothing else: %s', async (_, caption, expected) => {
    expect(await named(caption)).toEqual(expected);
  });

  test('a word that only looks like an English hashtag names it in English alone', async () => {
    const german = await hear(readCaption('Das Gift der Schlange ist gefährlich'));
    expect([german?.isFalseFriend('gift'), german?.isFalseFriend('snake')]).toEqual([true, false]);
    expect(await hear(readCaption('A gift for my sister'))).toBeNull();
    const french = await hear(readCaption('Il est sale, son pantalon'));
    expect(french?.isFalseFriend('sale')).toBe(true);
  });

  test('and nothing where the tables cannot be fetched', async () => {
    const silent = new HeardWords(vocabulary, () => Promise.resolve(null));
    expect(await silent.hear(readCaption('Ранкова кава'))).toBeNull();
  });
});

test('forms of a word meet, and their neighbours do not', () => {
  for (const [language, ...forms] of [
    ['uk', 'кава', 'каву', 'кави', 'кавою'],
    ['ru', 'собака', 'собакой', 'собаки'],
    ['ru', 'фотография', 'фотографиями', 'фотографий'],
    ['pl', 'książka', 'książki', 'książkę', 'książką'],
    ['cs', 'káva', 'kávu', 'kávou'],
    ['de', 'Blume', 'Blumen'].map((word) => word.toLowerCase()),
    ['fr', 'gâteau', 'gâteaux'],
    ['es', 'flor', 'flores'],
    ['es', 'noche', 'noches'],
    ['it', 'gatto', 'gatti'],
    ['nl', 'boom', 'bomen', 'boompje'],
    ['nl', 'duif', 'duiven', 'duifje'],
    ['nl', 'kat', 'katten', 'katje', 'katjes'],
  ]) {
    expect(new Set(forms.map((form) => stemIn(form, language ?? ''))).size, forms.join(' ')).toBe(1);
  }
  for (const [noun, form] of [
    ['köpek', 'köpeğimizle'],
    ['kitap', 'kitabi'],
    ['kedi', 'kedilerimizden'],
    ['kahvalti', 'kahvaltisi'],
  ]) {
    expect(turkishNouns(form ?? ''), form).toContain(noun);
  }
  expect(turkishNouns('uygulama')).not.toContain('uyku');
  expect(stemIn('küche', 'de')).not.toBe(stemIn('kuchen', 'de'));
});

test('every word of the tables names a hashtag, or is one that must not', () => {
  for (const [language, lines] of Object.entries(tags.words)) {
    for (const line of lines.split('\n')) {
      expect(line, language).toMatch(/^[\p{L}\p{N}]+(?: [=!]?[\p{L}\p{M}\p{N}_'’]+)+$/u);
    }
  }
});
