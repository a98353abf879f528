import type { SavedPost } from '../domain/post/post.ts';

/** Tags that the stand-in engine (fake-engine.ts) suggests, theme by theme. */
export const THEMES: readonly (readonly string[])[] = [
  [
    'Puppy',
    'DogsOfInstagram',
    'Bulldog',
    'Grass',
    'GoodBoy',
    'Playtime',
    'Park',
    'BestFriend',
    'Tail',
    'Fetch',
    'Paws',
    'Summer',
  ],
  [
    'Cat',
    'CatsOfInstagram',
    'Whiskers',
    'Tabby',
    'Portrait',
    'Cosy',
    'Nap',
    'Ginger',
    'CloseUp',
    'Home',
    'Fur',
    'Purr',
  ],
  [
    'Coffee',
    'Espresso',
    'MorningRitual',
    'Crema',
    'CafeLife',
    'WoodenTable',
    'Barista',
    'Breakfast',
    'Cup',
    'SlowMorning',
    'Aroma',
    'Latte',
  ],
];
const CAPTIONS = [
  'Sunday on the sofa',
  '',
  'Перша кава на новому місці',
  'Golden hour in the park',
  'She found the ball',
];

/** A week of posts to look at. */
export function somePosts(): readonly SavedPost[] {
  return Array.from({ length: 7 }, (_, index) => ({
    id: `old-${String(index)}`,
    createdAt: new Date(Date.UTC(2026, 9, 20 - index * 3, 9)).toISOString(),
    caption: CAPTIONS[index % CAPTIONS.length] ?? '',
    tags: (THEMES[(index + 1) % THEMES.length] ?? [])
      .slice(0, 3 + (index % 3))
      .map((label) => ({ key: label.toLowerCase(), label })),
    removedTags: [],
    thumbnail: null,
    platform: 'instagram',
    vector: null,
  }));
}
