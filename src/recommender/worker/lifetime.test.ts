import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Lifetime } from './lifetime.ts';

it('gives what the work gives, and forgets it', async () => {
  const life = new Lifetime();
  const given = await Promise.all(
    Array.from(
      { length: 50 },
      async () => new WeakRef(await life.until(Promise.resolve({ answer: new Float32Array(8) }))),
    ),
  );
  await expect(life.until(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(life.waiting).toBe(0);
  setFlagsFromString('--expose-gc');
  await new Promise((done) => setTimeout(done));
  (runInNewContext('gc') as () => void)();
  expect(given.filter((one) => one.deref() !== undefined)).toEqual([]);
  life.end(new Error('gone'));
});

it('ends what is waited for, once, and whatever is asked later', async () => {
  const life = new Lifetime();
  const never = new Promise<number>(() => undefined);
  const asked = [life.until(never), life.until(never)];
  expect(life.waiting).toBe(2);
  life.end(new Error('gone'));
  life.end(new Error('again'));
  for (const one of asked) await expect(one).rejects.toThrow('gone');
  await expect(life.until(Promise.resolve(1))).rejects.toThrow('gone');
  expect(life.waiting).toBe(0);
});
