import { expect, it } from 'vitest';
import type { CaseData } from '../../../lab/everyday.ts';
import { shownStrata } from './everyday-rows.ts';

it('strata stand in the order of docs/results.md, histories by their length, and small ones not at all', () => {
  const names = [
    '11+ earlier posts',
    '0 earlier posts',
    '6–10 earlier posts',
    'writers',
    'captions, de',
    'p01',
    '1–2 earlier posts',
  ];
  const strata = Object.fromEntries(
    [...names, 'people'].map((name) => [name, Array.from({ length: 20 }, (_, n) => n)]),
  );
  const shown = shownStrata({ strata: { ...strata, klg: [1, 2] } } as unknown as CaseData);
  expect(shown.slice(0, 2).sort()).toEqual(['p01', 'people']);
  expect(shown.slice(2)).toEqual(['writers', 'captions, de', '0 earlier posts', '1–2 earlier posts', '6–10 earlier posts', '11+ earlier posts']); // prettier-ignore
});
