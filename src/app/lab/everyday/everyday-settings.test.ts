import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVERYDAY_CASES, HEADS } from '../../../lab/lists.ts';
import { labPartOf } from '../rerun/lab-settings.ts';
import { everydayHref, everydaySettingsOf, USUAL_EVERYDAY } from './everyday-settings.ts';

test('a permalink brings every setting back, and leads to its part', () => {
  const settings = fc.record({
    given: fc.constantFrom(...EVERYDAY_CASES),
    of: fc.constantFrom(null, 'people', 'people, new persons', '3–5 earlier posts', 'captions, en'),
    head: fc.constantFrom(...HEADS),
    k: fc.integer({ min: 1, max: 15 }),
  });
  fc.assert(
    fc.property(settings, (chosen) => {
      expect(everydaySettingsOf(everydayHref(chosen))).toEqual(chosen);
      expect(labPartOf(everydayHref(chosen))).toBe('everyday');
    }),
  );
});

test('what makes no sense in an address is as usual', () => {
  expect(everydaySettingsOf('#/lab?part=everyday')).toEqual(USUAL_EVERYDAY);
  expect(everydaySettingsOf('#/lab?part=everyday&given=all&list=A9&k=0')).toEqual(USUAL_EVERYDAY);
});
