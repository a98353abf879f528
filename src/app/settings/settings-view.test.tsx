// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, doing, later, model, open, prepare, press, text } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('what platforms take', () => {
  it('is dated, corrected by hand, and taken back', async () => {
    await import('./settings-view.tsx');
    await open({}, '#/settings');
    await later(200);
    await later(200);
    expect(text()).toContain('Most tags in a post');
    expect(text()).toMatch(/As shipped, looked up on .*2026/);
    const field = (): HTMLInputElement => document.querySelector('.setting__number')!;
    const type = (value: string): Promise<void> =>
      doing(() => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), value);
        field().dispatchEvent(new Event('input', { bubbles: true }));
        field().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      });
    expect(field().value).toBe('5');
    await type('3');
    expect(model.settings.get().platformEdits['instagram']).toMatchObject({ cap: 3, usual: 5 });
    expect(text()).toContain('Instagram takes at most 3.');
    expect(text()).toContain('Changed by you on');
    await type('');
    expect(model.settings.get().platformEdits['instagram']?.cap).toBeNull();
    await press('Take back my changes');
    expect(model.settings.get().platformEdits).toEqual({});
    expect(field().value).toBe('5');
  });
});
