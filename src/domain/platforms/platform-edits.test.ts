import { describe, expect, it } from 'vitest';
import { asEdit, platformsWith, readPlatformEdits, withEdit } from './platform-edits.ts';
import { PLATFORMS, formatTags, platformRule, postLength } from './platforms.ts';

const rule = (id: string) => platformRule(id)!;
const edit = { ...asEdit(rule('instagram'), '2026-11-26'), cap: 3 };
const tags = ['A', 'B', 'C', 'D'].map((label) => ({ key: label.toLowerCase(), label }));

describe('a platform’s rule that a person has changed', () => {
  it('holds at once, dated by the change; the others stay as shipped', () => {
    const rules = platformsWith({ instagram: edit });
    const [instagram] = rules.filter(({ id }) => id === 'instagram');
    expect(instagram).toMatchObject({ name: 'Instagram', cap: 3, checkedAt: '2026-11-26' });
    expect(formatTags(tags, 'hash-line', instagram)).toBe('#A #B #C');
    expect(rules.filter(({ id }) => id !== 'instagram')).toEqual(PLATFORMS.filter(({ id }) => id !== 'instagram'));
  });

  it('changes nothing when nothing was changed but the date', () => {
    for (const one of PLATFORMS) {
      expect(withEdit(one, asEdit(one, '2026-11-26'))).toEqual({ ...one, checkedAt: '2026-11-26' });
      expect(withEdit(one, undefined)).toBe(one);
    }
  });

  it('counts a new length in the platform’s own unit, else as it is seen', () => {
    const x = withEdit(rule('x'), { ...asEdit(rule('x'), '2026-11-26'), postLimit: 100 });
    expect(postLength('日本', x)).toMatchObject({ used: 4, left: 96 });
    const instagram = withEdit(rule('instagram'), { ...edit, postLimit: 2200 });
    expect(postLength('👨‍👩‍👧', instagram)).toMatchObject({ used: 1, limit: 2200 });
  });
});

describe('stored changes', () => {
  it('come back as they were', () => {
    expect(readPlatformEdits(JSON.parse(JSON.stringify({ instagram: edit })))).toEqual({ instagram: edit });
  });

  it.each([
    ['no object', 'five'],
    ['an unknown platform', { myspace: edit }],
    ['a cap below one', { instagram: { ...edit, cap: 0 } }],
    ['a cap that the engine does not give', { instagram: { ...edit, cap: 31 } }],
    ['half a tag', { instagram: { ...edit, usual: 2.5 } }],
    ['unknown characters', { instagram: { ...edit, characters: 'runes' } }],
    ['no date', { instagram: { ...edit, editedAt: 'today' } }],
    ['a length that is no number', { instagram: { ...edit, postLimit: '280' } }],
  ])('are left out where they make no sense: %s', (_what, stored) => {
    expect(readPlatformEdits(stored)).toEqual({});
  });
});
