import { describe, expect, it, vi } from 'vitest';
import { createFakeEngine } from '../fake-engine.ts';
import { createEngineController } from '../stores/engine/engine-store.ts';
import { createImporter } from './import-store.ts';

const file = (path: string) => ({ path, file: new Blob(['x']) });
const start = () => {
  const engine = createEngineController(() => createFakeEngine({ recommendMs: 4, posts: [] }));
  const importer = createImporter(engine);
  const stages: string[] = [];
  importer.store.subscribe(() => {
    const { stage } = importer.store.get();
    if (stages.at(-1) !== stage) stages.push(stage);
  });
  return { engine, importer, stages, state: importer.store.get };
};

describe('an import in the page', () => {
  it('shows what would come, brings it in with its progress, and undoes it', async () => {
    const { engine, importer, stages, state } = start();
    await importer.choose([file('a.zip')]);
    expect(state()).toMatchObject({ stage: 'preview', preview: { fresh: 12 } });
    expect(await engine.recommender().postIds()).toEqual([]);
    const shares: number[] = [];
    importer.store.subscribe(() => {
      const now = state();
      if (now.stage === 'import' && now.progress !== null) shares.push(now.progress.done);
    });
    await importer.begin();
    expect(state()).toMatchObject({ stage: 'done', report: { duplicates: 0 } });
    expect(shares.at(-1)).toBe(12);
    expect(stages).toEqual(['check', 'preview', 'import', 'done']);
    await importer.undo();
    expect([state().stage, await engine.recommender().postIds()]).toEqual(['choose', []]);
  });

  it('keeps what is done when it is stopped, and goes on after it', async () => {
    const { engine, importer, state } = start();
    await importer.choose([file('a.zip')]);
    const off = engine.recommender().on((event) => {
      if (event.type === 'transfer' && event.done === 3) importer.stop();
    });
    await importer.begin();
    off();
    expect(state()).toMatchObject({ stage: 'stopped', kept: 3, error: { code: 'aborted' } });
    await importer.begin();
    expect(state()).toMatchObject({ stage: 'done', report: { duplicates: 3 } });
    expect(await engine.recommender().postIds()).toHaveLength(12);
  });

  it('asks for a passphrase until it fits', async () => {
    const { importer, state } = start();
    await importer.choose([file('locked.tagweave')]);
    expect(state()).toEqual({ stage: 'locked', wrong: false });
    await importer.unlock('shut');
    expect(state()).toEqual({ stage: 'locked', wrong: true });
    await importer.unlock('open');
    expect(state().stage).toBe('preview');
    importer.reset();
    expect(state()).toEqual({ stage: 'choose', error: null });
  });

  it('says what is wrong with a file, and takes another one', async () => {
    const { importer, state } = start();
    await importer.choose([file('broken.zip')]);
    expect(state()).toMatchObject({ stage: 'choose', error: { code: 'archive-broken' } });
    await importer.choose([]);
    expect(state()).toMatchObject({ stage: 'choose', error: { code: 'archive-broken' } });
    await importer.choose([file('b.zip')]);
    expect(state().stage).toBe('preview');
  });

  it('takes other files while a check that was stopped has not ended yet', async () => {
    const { engine, importer, stages, state } = start();
    const preview = vi.spyOn(engine.recommender(), 'previewImport');
    let endFirst: (error: Error) => void = () => undefined;
    preview.mockImplementationOnce(
      () =>
        new Promise((_, reject) => {
          endFirst = reject; // a long decryption looks at its signal only at the end
        }),
    );
    const first = importer.choose([file('slow.tagweave')]);
    importer.reset();
    const second = importer.choose([file('b.zip')]);
    endFirst(new DOMException('stopped', 'AbortError'));
    await first;
    expect(state().stage).toBe('check');
    await second;
    expect(state().stage).toBe('preview');
    expect(stages).toEqual(['check', 'choose', 'check', 'preview']);
  });

  it('says so when the history cannot even be looked at, instead of standing still', async () => {
    const { engine, importer, state } = start();
    await importer.choose([file('a.zip')]);
    vi.spyOn(engine.recommender(), 'postIds').mockRejectedValue(new Error('storage'));
    await importer.begin();
    expect(state()).toMatchObject({ stage: 'stopped', kept: 0, error: { code: 'unexpected' } });
  });

  it('begins only after a preview', async () => {
    const { engine, importer } = start();
    const importing = vi.spyOn(engine.recommender(), 'importPosts');
    await importer.begin();
    expect(importing).not.toHaveBeenCalled();
  });

  it('asks once which comes first in dates that can be read either way, and brings them in so', async () => {
    const { engine, importer, state } = start();
    const recommender = engine.recommender();
    const look = recommender.previewImport.bind(recommender);
    vi.spyOn(recommender, 'previewImport').mockImplementation(async (files, options) => ({
      ...(await look(files, options)),
      problems: options?.dateOrder === undefined ? [{ code: 'date-unclear', where: 'posts.csv, 2' }] : [],
    }));
    const bringIn = vi.spyOn(recommender, 'importPosts');
    await importer.choose([file('posts.csv')]);
    expect(state()).toMatchObject({ stage: 'preview', asked: true, dateOrder: null });
    await importer.orderDates('month-first');
    expect(state()).toMatchObject({
      stage: 'preview',
      asked: true,
      dateOrder: 'month-first',
      preview: { problems: [] },
    });
    await importer.begin();
    expect(bringIn).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ dateOrder: 'month-first' }));
    // Other files, another answer.
    await importer.choose([file('other.csv')]);
    expect(state()).toMatchObject({ stage: 'preview', asked: true, dateOrder: null });
  });
});
