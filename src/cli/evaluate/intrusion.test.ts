import { expect, it } from 'vitest';
import { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { Topics } from './intrusion.ts';

const keys = ['coffee', 'latte', 'cat', 'kitten', 'moon', 'stars'];
const vocabulary = new VocabularyIndex({ schema: 1, tags: keys.map((key) => ({ key, label: key, count: 9 })) });
const post = (...tags: string[]) => ({ tags: tags.map((key) => ({ key, label: key })) });
// Latte goes with coffee, the kitten with the cat; the other direction is not listed.
const related = [[1], [], [], [2], [5], []];
const topics = (posts: ReturnType<typeof post>[], pairs: number[][] | null = related) =>
  new Topics(posts, { vocabulary, models: { related: pairs === null ? null : { schema: 1, related: pairs } } });

it('a post is of another topic where none of its tags goes with one that the person uses again and again', () => {
  const person = topics([post('coffee', 'cat'), post('coffee', 'cat'), post('coffee')]);
  expect(person.isElsewhere(post('moon', 'stars'))).toBe(true);
  expect(person.isElsewhere(post('moon', 'latte'))).toBe(false);
  expect(person.isElsewhere(post('moon', 'kitten'))).toBe(false);
  expect(person.isElsewhere(post('moon', 'coffee'))).toBe(false);
});

it('a tag used once is not what the person posts about', () => {
  expect(topics([post('coffee'), post('cat')]).isElsewhere(post('latte'))).toBe(true);
});

it('tags that nobody knows tell no topic, and without a table only the same tags go together', () => {
  const person = topics([post('coffee'), post('coffee')], null);
  expect(person.isElsewhere(post('unheardof'))).toBe(false);
  expect(person.isElsewhere(post('latte'))).toBe(true);
  expect(person.isElsewhere(post('latte', 'coffee'))).toBe(false);
});
