import { expect, it, vi } from 'vitest';
import { Listeners } from './listeners.ts';

it('tells everybody, each until it stops listening, the same function twice if it was added twice', () => {
  const all = new Listeners<number>();
  const heard: string[] = [];
  const one = (event: number): void => void heard.push(`one ${event}`);
  const stop = all.add(one);
  all.add(one);
  all.tell(1);
  stop();
  stop();
  all.tell(2);
  all.clear();
  all.tell(3);
  expect(heard).toEqual(['one 1', 'one 1', 'one 2']);
});

it('does not let a listener that throws keep the others from hearing', () => {
  const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
  const all = new Listeners<number>();
  const heard: number[] = [];
  all.add(() => {
    throw new Error('its own fault');
  });
  all.add((event) => heard.push(event));
  all.tell(1);
  expect(heard).toEqual([1]);
  // The fault is not swallowed: it is thrown where nobody's work is in the way.
  expect(later.mock.calls[0]?.[0]).toThrow('its own fault');
  later.mockRestore();
});
