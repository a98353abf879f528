import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A fresh module: what was asked is remembered for a visit. */
async function fresh() {
  vi.resetModules();
  return (await import('./persist-storage.ts')).persistStorage;
}
const storage = (persisted: boolean, granted: boolean) => ({
  persisted: vi.fn(() => Promise.resolve(persisted)),
  persist: vi.fn(() => Promise.resolve(granted)),
});

describe('asking that the storage stays', () => {
  let persistStorage: Awaited<ReturnType<typeof fresh>>;
  beforeEach(async () => {
    persistStorage = await fresh();
  });

  it('asks once a visit', async () => {
    const denied = storage(false, false);
    expect([await persistStorage(denied), await persistStorage(denied)]).toEqual([false, false]);
    expect(denied.persist).toHaveBeenCalledTimes(1);
  });

  it('does not ask for what it has', async () => {
    const has = storage(true, true);
    expect(await persistStorage(has)).toBe(true);
    expect(has.persist).not.toHaveBeenCalled();
  });

  it('goes on where nobody can be asked', async () => {
    expect(await persistStorage(null)).toBe(false);
    expect(await persistStorage({})).toBe(false);
    expect(await persistStorage({ persist: () => Promise.reject(new Error('denied')) })).toBe(false);
  });
});
