// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, later, open, prepare, press, text } from '../testing/opened-app.tsx';

beforeEach(prepare);
afterEach(clean);

describe('your taste', () => {
  const posts = Array.from({ length: 60 }, (_, n) => ({
    ...{ id: `p${n}`, createdAt: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(), caption: '' },
    ...{ tags: [{ key: 'mine', label: 'Mine' }], removedTags: [], thumbnail: null, platform: null, vector: null },
  }));

  it('shows how far the learning of many posts is, and lets the person stop it and go on', async () => {
    await import('./taste-view.tsx'); // so that nothing is waited for but the engine
    await open({ posts }, '#/taste');
    await later(25);
    expect(text()).toMatch(/Learning from your posts… \d0 of 60/);
    await press('Stop');
    await later(200);
    expect(text()).toContain('The learning is stopped');
    expect(text()).not.toContain('Learning from your posts…');
    expect(document.querySelector('[role="alert"]')).toBeNull();
    await press('Go on');
    await later(200);
    expect(text()).not.toContain('Learning from your posts…');
    expect(document.querySelector('.tag-row')?.textContent).toContain('60 posts');
  });
});
