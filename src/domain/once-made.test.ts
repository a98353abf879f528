import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OnceMade } from './once-made.ts';

describe('what is made once', () => {
  it('is made again after a failure, also one that was thrown at once, and kept after a success', async () => {
    let made = 0;
    const thing = new OnceMade(() => {
      made += 1;
      if (made === 1) throw new Error('at once');
      return made === 2 ? Promise.reject(new Error('later')) : Promise.resolve(made);
    });
    expect(thing.peek()).toBeNull();
    await expect(thing.get()).rejects.toThrow('at once');
    expect(thing.peek()).toBeNull();
    await expect(Promise.all([thing.get(), thing.get()])).rejects.toThrow('later');
    expect(await Promise.all([thing.get(), thing.get()])).toEqual([3, 3]);
    thing.forget();
    expect(await thing.get()).toBe(4);
  });

  it('never gives what was made before it was to be forgotten, and loses no change, in whatever order things end', async () => {
    const step = fc.constantFrom('get', 'change', 'forget', 'fail');
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 9 }), async (s, steps) => {
        let [source, fails] = [0, false];
        const thing = new OnceMade(async () => {
          const seen = source;
          await s.schedule(Promise.resolve());
          if (!fails) return seen;
          fails = false;
          throw new Error('as the test wants it');
        });
        const reading: Promise<unknown>[] = [];
        const { task } = s.scheduleSequence(
          steps.map((what) => () => {
            if (what === 'get') reading.push(thing.get().catch(() => undefined));
            if (what === 'fail') fails = true;
            if (what === 'change') {
              source += 1;
              thing.change((value) => value + 1);
            }
            if (what === 'forget') {
              source += 10;
              thing.forget();
            }
            return Promise.resolve();
          }),
        );
        await s.waitFor(Promise.all([task]));
        await s.waitFor(Promise.all(reading));
        fails = false;
        expect(await s.waitFor(thing.get().catch(() => thing.get()))).toBe(source);
      }),
    );
  });
});
