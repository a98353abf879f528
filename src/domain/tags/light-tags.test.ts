import { expect, it } from 'vitest';
import { hasLightName } from './light-tags.ts';
import { tagOfName } from './hashtag.ts';

const isLight = (name: string): boolean => {
  const tag = tagOfName(name);
  if (tag === null) throw new Error(`${name} is no hashtag.`);
  return hasLightName(tag);
};

it.each([
  'Birthday',
  'OurWeddingDay2024',
  'SOHAPPY',
  'photooftheday',
  'love',
  'LOVE',
  'Love_2024',
  'MilosFun',
  'fun2024',
])('takes #%s for light', (name) => {
  expect(isLight(name)).toBe(true);
});

it.each(['Funeral', 'Lovell', 'GoodOldDays_2024', 'Hospital', 'Київ', 'GloveBox', 'Refund'])(
  'takes #%s for what it is',
  (name) => {
    expect(isLight(name)).toBe(false);
  },
);
