import { expect, it, vi } from 'vitest';
import type { NetworkOutput } from '../../network/network.ts';
import { LastRuns } from './last-runs.ts';

const captionOf = (text: string) => ({
  text,
  encoding: { rows: 1, width: 1, data: new Float32Array(1), tokens: [], cut: false },
});
const output = (): NetworkOutput => ({ vector: new Float32Array(1) }) as NetworkOutput;

it('runs the network once for one photo, caption and gate, and again when one of them changes', async () => {
  const run = vi.fn(() => Promise.resolve(output()));
  const runs = new LastRuns({ run });
  const draft = { photo: null, caption: captionOf('a dog') };
  const first = await runs.alone(draft, null);
  expect(await runs.alone({ ...draft, caption: { ...draft.caption } }, null)).toBe(first);
  expect(run).toHaveBeenCalledTimes(1);
  await runs.alone(draft, 0.5);
  expect(await runs.alone(draft, null)).toBe(first);
  expect(run).toHaveBeenCalledTimes(2);
  await runs.alone({ photo: null, caption: captionOf('a dog') }, null); // the same words, encoded anew
  expect(run).toHaveBeenCalledTimes(3);
});

it('does not remember a failure', async () => {
  const run = vi.fn(() => Promise.resolve(output()));
  run.mockRejectedValueOnce(new Error('lost'));
  const runs = new LastRuns({ run });
  const draft = { photo: null, caption: captionOf('a dog') };
  await expect(runs.alone(draft, null)).rejects.toThrow('lost');
  await expect(runs.alone(draft, null)).resolves.toMatchObject({ vector: new Float32Array(1) });
});
