import { expect, it } from 'vitest';
import { foreignPosts } from './foreign-posts.ts';

const vocabulary = { canonical: (key: string) => key.replace(/^cats$/u, 'cat') };
const post = (id: string, ...tags: string[]) => ({ id, tags });

it('are those with none of the person’s tags, spelling twins included, and with any at all', () => {
  const posts = [post('a', 'dog'), post('b', 'cats', 'sun'), post('c'), post('d', 'tree')];
  const ids = foreignPosts('me', ['cat', 'pizza'], posts, vocabulary).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(['a', 'd']);
});

it('come in an order of the person’s own, the same every time', () => {
  const posts = Array.from({ length: 20 }, (_, n) => post(`p${n}`, 'dog'));
  const order = (user: string, of = posts) => foreignPosts(user, [], of, vocabulary).map(({ id }) => id);
  expect(order('me')).toEqual(order('me', posts.toReversed()));
  expect(order('me')).not.toEqual(order('you'));
});
