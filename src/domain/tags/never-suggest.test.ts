import { expect, it } from 'vitest';
import { neverSuggestKeys } from './never-suggest.ts';

it.each(['fuck', 'fuckin', 'fucking', 'bullshit', 'bitches'])('an oath in any form is nobody’s tag: %s', (key) => {
  expect(neverSuggestKeys().has(key)).toBe(true);
});
