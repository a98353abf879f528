import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, postLength } from '../../../domain/platforms/platforms.ts';
import type { PlatformRule } from '../../../domain/platforms/platforms.ts';
import { EMPTY_TABLE, addTyped } from '../../post/chips.ts';
import type { Chip, Table } from '../../post/chips.ts';
import { platformPosts } from './platform-posts.ts';
import { SHEET_FORMS } from '../../stores/settings/sheet-form.ts';
import type { PlatformPost } from './platform-posts.ts';
import type { SheetForm } from '../../stores/settings/sheet-form.ts';

const chip = (label: string, kept = false): Chip => ({
  key: label.toLowerCase(),
  label,
  origin: 'suggested',
  kept,
  suggestion: null,
});
const tableOf = (...chips: readonly Chip[]): Table => ({ ...EMPTY_TABLE, chips });
const labels = (post: PlatformPost | undefined): readonly string[] => (post?.tags ?? []).map(({ label }) => label);

function sheet(table: Table, caption = '', form: SheetForm = 'tags', rules: readonly PlatformRule[] = PLATFORMS) {
  const posts = platformPosts({ table, recommendation: null, caption }, rules, form, null);
  return (id: string): PlatformPost => {
    const found = posts.find(({ rule }) => rule.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
}

describe('the same post on every platform', () => {
  const six = tableOf(...['Alps', 'Hiking', 'Snow', 'Peak', 'Trail', 'Sun'].map((label) => chip(label)));

  it('has as many tags as the platform takes, the best first', () => {
    const of = sheet(six);
    expect(labels(of('instagram'))).toEqual(['Alps', 'Hiking', 'Snow', 'Peak', 'Trail']);
    expect(labels(of('threads'))).toEqual(['Alps']);
    expect(of('threads').text).toBe('#Alps');
  });

  it('leaves a chosen tag in and says what stays behind', () => {
    const of = sheet(tableOf(chip('Alps', true), chip('Hiking', true), chip('Snow')));
    expect(labels(of('mastodon'))).toEqual(['Alps', 'Hiking']);
    expect(labels(of('threads'))).toEqual(['Alps']);
    expect(of('threads').left).toEqual([{ key: 'hiking', label: 'Hiking', why: 'over-cap' }]);
  });

  it('drops the weakest suggestions first where characters are counted, a typed one last', () => {
    const typed = addTyped(tableOf(chip('Alps'), chip('Hiking')), 'OurOwnMountain');
    const caption = 'a'.repeat(280 - '\n\n#OurOwnMountain'.length);
    const post = sheet(typed, caption, 'caption-and-tags')('x');
    expect(labels(post)).toEqual(['OurOwnMountain']);
    expect(post.length).toMatchObject({ used: 280, left: 0 });
    // Two are usual on X, so that Hiking was never on its list.
    expect(post.left).toEqual([{ key: 'alps', label: 'Alps', why: 'no-room' }]);
  });

  it('keeps a caption whole that is too long by itself, without tags, and says by how much', () => {
    const post = sheet(six, 'a'.repeat(310), 'caption-and-tags')('bluesky');
    expect(post.text).toBe('a'.repeat(310));
    expect(post.length?.left).toBe(-10);
    expect(post.tags).toEqual([]);
  });

  it('as first comment: the caption is the post, the tags are the comment, and do not count against its length', () => {
    const caption = 'a'.repeat(280);
    const post = sheet(six, caption, 'first-comment')('x');
    expect(post.text).toBe(caption);
    expect(post.comment).toBe('#Alps #Hiking');
    expect(post.length?.left).toBe(0);
  });

  it('without a caption the first comment still has the tags', () => {
    const post = sheet(six, '  ', 'first-comment')('instagram');
    expect([post.text, post.comment]).toEqual(['', '#Alps #Hiking #Snow #Peak #Trail']);
  });

  it('never passes a cap or a limit that the caption alone does not pass', () => {
    const tags = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z]{1,60}$/u), {
      maxLength: 30,
      selector: (tag) => tag.toLowerCase(),
    });
    const forms = fc.constantFrom(...SHEET_FORMS);
    fc.assert(
      fc.property(
        tags,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.string(),
        forms,
        (all, kept, caption, form) => {
          const table = tableOf(...all.map((label, index) => chip(label, kept[index] === true)));
          for (const post of platformPosts({ table, recommendation: null, caption }, PLATFORMS, form, null)) {
            const { rule } = post;
            expect(post.tags.length).toBeLessThanOrEqual(rule.cap ?? Infinity);
            for (const text of [post.text, post.comment ?? '']) {
              const left = postLength(text, rule)?.left ?? 0;
              const alone = postLength(caption.trim(), rule)?.left ?? 0;
              if (form === 'tags' || text !== caption.trim()) expect(left < 0 && alone >= 0).toBe(false);
            }
            expect(new Set([...post.tags, ...post.left].map(({ key }) => key)).size).toBe(
              post.tags.length + post.left.length,
            );
          }
        },
      ),
    );
  });
});
