import { describe, expect, it } from 'vitest';
import { platformRule } from '../domain/platforms/platforms.ts';
import { TagField, tagsOf } from './tag-field.ts';

const suggestions = (...labels: string[]) => labels.map((label) => ({ key: label.toLowerCase(), label }));
const labels = (field: TagField): string[] => field.tags.map((tag) => tag.label);
const typed = (text: string) => tagsOf(text)[0]!;

describe('the tags of a field', () => {
  it('come from a value with signs or commas, each once', () => {
    expect(labels(new TagField(tagsOf('#Dog #Snow #dog')))).toEqual(['Dog', 'Snow']);
    expect(labels(new TagField(tagsOf('Golden, Beach')))).toEqual(['Golden', 'Beach']);
    expect(tagsOf('  ')).toEqual([]);
    expect(tagsOf('🐕')).toEqual([]);
  });

  it('are filled by suggestions behind the typed ones, and older suggestions go', () => {
    const first = new TagField([typed('Rex')]).suggest(suggestions('Dog', 'Snow', 'Rex', 'Winter'), 3);
    expect(labels(first)).toEqual(['Rex', 'Dog', 'Snow']);
    expect(labels(first.suggest(suggestions('Cat'), 3))).toEqual(['Rex', 'Cat']);
  });

  it('do not bring back what was removed, unless it is typed', () => {
    const field = new TagField().suggest(suggestions('Dog', 'Snow'), 2).remove('dog');
    expect(labels(field.suggest(suggestions('Dog', 'Snow', 'Ice'), 2))).toEqual(['Snow', 'Ice']);
    expect(labels(field.type(typed('dog'), null)!)).toContain('dog');
    expect(field.type(typed('dog'), null)!.removed.size).toBe(0);
  });

  it('make room at the cap: a suggestion goes, a typed tag does not', () => {
    const field = new TagField().suggest(suggestions('Dog', 'Snow'), 2);
    const one = field.type(typed('Rex'), 2)!;
    expect(labels(one)).toEqual(['Rex', 'Dog']);
    expect(one.type(typed('Max'), 2)!.type(typed('Ben'), 2)).toBeNull();
  });

  it('are submitted as the platform takes them', () => {
    const field = new TagField(tagsOf('#A #B #C #D #E #F'));
    expect(field.value(platformRule('instagram'))).toBe('#A #B #C #D #E');
    expect(field.value(null)).toBe('#A #B #C #D #E #F');
  });
});
