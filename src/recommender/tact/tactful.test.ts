import { expect, it } from 'vitest';
import { NOT_GRAVE } from './tact.ts';
import { GRAVE_COUNT, GRAVE_FLOOR, mayShow, tactfulCount } from './tactful.ts';
import type { TagFacts } from './tactful.ts';

const GRAVE = { grave: true, probability: 0.9 };
const tag = (label: string, facts: Partial<TagFacts> = {}): TagFacts => ({ key: label.toLowerCase(), label, ...facts });
const named = { named: true, probability: 0 };
const sure = { named: false, probability: GRAVE_FLOOR };
const unsure = { named: false, probability: GRAVE_FLOOR - 0.01 };

it('leaves everything else alone', () => {
  expect(mayShow(tag('Happy', { light: true }), NOT_GRAVE, unsure)).toBe(true);
  expect(tactfulCount(30, NOT_GRAVE)).toBe(30);
});

it('keeps a grave list short', () => {
  expect(tactfulCount(30, GRAVE)).toBe(GRAVE_COUNT);
  expect(tactfulCount(2, GRAVE)).toBe(2);
});

it('lets what the caption names stand, and plain topics and places that are sure', () => {
  expect(mayShow(tag('Hospital', { kind: 'topic' }), GRAVE, named)).toBe(true);
  expect(mayShow(tag('Kyiv', { kind: 'place' }), GRAVE, named)).toBe(true);
  expect(mayShow(tag('Hospital', { kind: 'topic' }), GRAVE, sure)).toBe(true);
  expect(mayShow(tag('Kyiv', { kind: 'place' }), GRAVE, sure)).toBe(true);
  expect(mayShow(tag('Hospital', { kind: 'topic' }), GRAVE, unsure)).toBe(false);
  expect(mayShow(tag('Hospital'), GRAVE, named)).toBe(true);
});

it.each(['community', 'gear', 'filler', 'occasion'] as const)('has no %s, named or not', (kind) => {
  for (const evidence of [named, sure]) expect(mayShow(tag('Thing', { kind }), GRAVE, evidence)).toBe(false);
});

it('has names, seasons and moods only where the caption says them', () => {
  for (const kind of ['name', 'season', 'mood'] as const) {
    expect(mayShow(tag('Thing', { kind }), GRAVE, named)).toBe(true);
    expect(mayShow(tag('Thing', { kind }), GRAVE, sure)).toBe(false);
  }
});

it('has nothing light, even named', () => {
  expect(mayShow(tag('Thing', { kind: 'topic', light: true }), GRAVE, named)).toBe(false);
  for (const label of ['Happy', 'LoveOfMyLife', 'PartyTime', 'Selfie', 'DogsOfInstagram', 'InstaGood', 'Birthday', 'GutenMorgenFreude', 'ЩасливаЯ', '結婚式', 'Christmas', 'Wedding', 'Baby', 'HappyPlace', 'BestDayEver', 'Fun', 'miłość'])
    expect(mayShow({ key: label.toLowerCase(), label }, GRAVE, named), label).toBe(false); // prettier-ignore
});

it('has days of mourning where the caption names them', () => {
  expect(mayShow(tag('Funeral', { kind: 'occasion' }), GRAVE, named)).toBe(true);
  expect(mayShow(tag('MemorialDay', { kind: 'occasion' }), GRAVE, named)).toBe(true);
  expect(mayShow(tag('MemorialDay', { kind: 'occasion' }), GRAVE, sure)).toBe(false);
});

it.each(['Dad', 'Dog', 'Cat', 'Hospital', 'Rain', 'Lake', 'Photography', 'Friend', 'Paris', 'Family', 'Flowers', 'Sea', 'Mountains', 'Grief', 'Київ', 'Friedhof', '病院'])(
  'takes #%s for plain',
  (label) => {
    expect(mayShow(tag(label), GRAVE, named)).toBe(true);
  },
); // prettier-ignore
