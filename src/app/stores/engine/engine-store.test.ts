import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecommenderEvent } from '../../../domain/progress.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { createEngineController } from './engine-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('cancelling the download', () => {
  it('stays stopped when the worker’s last progress arrives late, and can be gone on with', async () => {
    const fake = createFakeEngine({ downloadMs: 200, recommendMs: 1 });
    let tell: (event: RecommenderEvent) => void = () => undefined;
    const engine = createEngineController(() => ({
      ...fake,
      on: (listener) => {
        tell = listener;
        return fake.on(listener);
      },
    }));
    const loading = engine.load();
    await vi.advanceTimersByTimeAsync(50);
    engine.cancel();
    await expect(loading).rejects.toMatchObject({ code: 'aborted' });
    tell({ type: 'download', receivedBytes: 5, totalBytes: 10, file: 'late.onnx' });
    tell({ type: 'loading', what: 'network', step: 3, of: 3 });
    expect(engine.store.get().phase).toBe('stopped');

    const again = engine.load();
    await vi.advanceTimersByTimeAsync(1000);
    await again;
    expect(engine.store.get().phase).toBe('ready');
  });
});

describe('the history in memory', () => {
  const started = () => {
    const fake = createFakeEngine({ recommendMs: 1, historyKept: false });
    let tell: (event: RecommenderEvent) => void = () => undefined;
    const engine = createEngineController(() => ({
      ...fake,
      on: (listener) => ((tell = listener), fake.on(listener)),
    }));
    engine.recommender();
    return { engine, tell: (event: RecommenderEvent) => { tell(event); } }; // prettier-ignore
  };

  it.each([
    ['storage-unavailable', 'history-in-memory'],
    ['storage-newer', 'history-newer'],
    ['storage-blocked', 'history-blocked'],
  ] as const)('is said with its reason, %s, and once', async (code, notice) => {
    const { engine, tell } = started();
    tell({ type: 'history-unavailable', error: { name: 'TagweaveError', code, message: '' } });
    expect(engine.store.get().notice).toBe(notice);
    engine.closeNotice();
    const loading = engine.load();
    await vi.advanceTimersByTimeAsync(5000);
    await loading;
    expect(engine.store.get().notice).toBeNull();
  });
});
