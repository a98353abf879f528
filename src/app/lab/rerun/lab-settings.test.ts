import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HEADS } from '../../../lab/lists.ts';
import { routeOf } from '../../router.ts';
import {
  ENCODERS,
  FUSIONS,
  labHref,
  labPartOf,
  labSettingsOf,
  partHref,
  PARTS,
  SOURCES,
  USUAL,
} from './lab-settings.ts';

test('a permalink brings every setting back, and leads to the Lab', () => {
  const settings = fc.record({
    encoder: fc.constantFrom(...ENCODERS),
    fusion: fc.constantFrom(...FUSIONS),
    head: fc.constantFrom(...HEADS),
    k: fc.integer({ min: 1, max: 15 }),
    history: fc.boolean(),
    beta: fc.option(fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10)),
    source: fc.constantFrom(...SOURCES),
  });
  fc.assert(
    fc.property(settings, (chosen) => {
      expect(labSettingsOf(labHref(chosen))).toEqual(chosen);
      expect(routeOf(labHref(chosen))).toBe('lab');
    }),
  );
});

test('what makes no sense in an address is as usual', () => {
  expect(labSettingsOf('#/lab')).toEqual(USUAL);
  expect(labSettingsOf('#/lab?k=99&head=A9&beta=2&encoder=vgg&fusion=__proto__&source=')).toEqual(USUAL);
  expect(labSettingsOf('#/lab?k=1.5').k).toBe(USUAL.k);
});

test.each(PARTS)('the address of %s leads there', (part) => {
  expect(labPartOf(partHref(part, USUAL))).toBe(part);
  expect(routeOf(partHref(part, USUAL))).toBe('lab');
});

test('an address of no part, or of an unknown one, leads to Rerun', () => {
  expect(labPartOf('#/lab')).toBe('rerun');
  expect(labPartOf('#/lab?part=__proto__')).toBe('rerun');
});
