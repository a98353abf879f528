import { describe, expect, it } from 'vitest';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { damagedPost, forgottenMeanwhile, isNamed, storageError, unavailable } from './storage-errors.ts';
import { atomically, together } from '../indexeddb/transaction.ts';

describe('a fault of the storage', () => {
  it.each([
    ['QuotaExceededError', 'storage-full', 'There is no room left on this device'],
    ['VersionError', 'storage-newer', 'could not be read: a newer version'],
    ['InvalidStateError', 'storage-unavailable', 'could not be read: this browser closed or refused'],
  ])('called %s is %s', (name, code, says) => {
    const cause = new DOMException('no', name);
    expect(storageError(cause, 'read')).toMatchObject({
      code,
      cause,
      message: expect.stringContaining(says) as string,
    });
  });

  it('that has its sentence keeps it', () => {
    const error = new TagweaveError('post-forgotten', 'Gone.');
    expect(storageError(error, 'saved')).toBe(error);
  });

  it('is told by its name, whatever it is', () => {
    expect(isNamed({ name: 'X' }, 'X')).toBe(true);
    for (const other of [{ name: 'Y' }, {}, null, undefined, 'X']) expect(isNamed(other, 'X')).toBe(false);
  });

  it.each([
    ['absent', 'storage-unavailable', 'no storage for web pages'],
    ['denied', 'storage-unavailable', 'does not let the page keep data'],
    ['newer', 'storage-newer', 'a newer version of Tagweave'],
    ['blocked', 'storage-blocked', 'close that tab and reload'],
  ] as const)('at the start says what follows: %s', (why, code, says) => {
    const told = unavailable(why);
    expect(told).toMatchObject({ name: 'TagweaveError', code });
    expect(told.message).toContain(says);
    expect(told.message).toMatch(/\. Everything works, but posts saved now are gone when this page is closed\.$/u);
  });

  it('names the post that is damaged, and says when all was forgotten', () => {
    expect(damagedPost('a')).toMatchObject({ code: 'history-invalid', details: { id: 'a' } });
    expect(damagedPost('a').message).toMatch(/damaged/u);
    expect(forgottenMeanwhile().code).toBe('history-forgotten');
    expect(forgottenMeanwhile().message).toMatch(/^Everything was forgotten/u);
  });
});

describe('work in one transaction', () => {
  const transaction = (done: Promise<void>, abort = (): void => undefined) => {
    let aborted = 0;
    return {
      done,
      abort: (): void => {
        aborted += 1;
        abort();
      },
      times: () => aborted,
    };
  };

  it('is done when both are', async () => {
    const one = transaction(Promise.resolve());
    expect(await atomically(one, () => Promise.resolve(7))).toBe(7);
    expect(one.times()).toBe(0);
  });

  it('fails with the work, which undoes the transaction, over or not', async () => {
    const over = (): never => {
      throw new DOMException('over', 'InvalidStateError');
    };
    for (const one of [transaction(Promise.resolve()), transaction(Promise.reject(new Error('aborted')), over)]) {
      await expect(atomically(one, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
      expect(one.times()).toBe(1);
    }
  });

  it('fails with the transaction', async () => {
    const one = transaction(Promise.reject(new Error('full')));
    await expect(atomically(one, () => Promise.resolve(7))).rejects.toMatchObject({ message: 'full' });
    expect(one.times()).toBe(0);
  });

  it('starts every request, also behind one that cannot', async () => {
    const started: string[] = [];
    const request = (name: string, fails: boolean) => () => {
      started.push(name);
      if (fails) throw new Error(name);
      return Promise.resolve();
    };
    await expect(together([request('a', true), request('b', false)])).rejects.toThrow('a');
    expect(started).toEqual(['a', 'b']);
  });
});
