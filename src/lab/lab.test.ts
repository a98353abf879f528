import { expect, test } from 'vitest';
import { TagweaveError } from '../domain/errors/errors.ts';
import { folderSource } from '../encoders/download/folder-source.node.ts';
import type { LabWorker } from './lab-client.ts';
import { createLabClient } from './lab-client.ts';
import type { FromLab, ToLab } from './lab-protocol.ts';
import { shippedLab } from './lab.test-support.ts';

/** Whole evaluations, on a machine that may be busy. */
const LONG = 120_000;

test('an evaluation is cancelled in the middle, and the next one is whole', { timeout: LONG }, async () => {
  const lab = shippedLab();
  const stop = new AbortController();
  const seen: number[] = [];
  const work = lab.evaluate(
    { network: 'cnn-sum', history: true },
    {
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        if (done > 0) stop.abort();
      },
    },
  );
  await expect(work).rejects.toMatchObject({ code: 'aborted' });
  expect(seen).toHaveLength(2); // the start, and one batch
  const made = await lab.evaluate({ network: 'cnn-sum', history: true });
  expect(made.heads.A2.met).toHaveLength((await lab.open()).sizes.length);
});

test('β is merged anew without computing anew, and its ends are the heads themselves', { timeout: LONG }, async () => {
  const lab = shippedLab();
  const progress: number[] = [];
  const evaluate = (beta: number) =>
    lab.evaluate({ network: 'vit-weighted', history: true, beta }, { onProgress: (done) => progress.push(done) });
  const classifier = await evaluate(1);
  const batches = progress.length;
  expect(classifier.heads.A2.met).toEqual(classifier.heads.classification.met);
  expect((await evaluate(0)).heads.A2.met).not.toEqual(classifier.heads.A2.met);
  expect(progress).toHaveLength(batches);
});

test('an unknown network is a mistake of the caller', async () => {
  await expect(shippedLab().evaluate({ network: 'none', history: true })).rejects.toMatchObject({ code: 'usage' });
});

test('everyone who waits for the data hears how far they are, after a failure too', async () => {
  const whole = folderSource();
  let refused = 0;
  const lab = shippedLab({
    ...whole,
    open: (address, options) => {
      if (!address.endsWith('posts.json') || refused > 0) return whole.open(address, options);
      refused += 1;
      return Promise.reject(new TagweaveError('model-missing', 'Not today.'));
    },
  });
  const heard = { first: 0, second: 0, third: 0 };
  const listening = (who: keyof typeof heard) => ({ onDownload: () => void (heard[who] += 1) });
  await expect(lab.open(listening('first'))).rejects.toMatchObject({ code: 'model-missing' });
  const before = heard.first;
  await Promise.all([lab.open(listening('second')), lab.open(listening('third'))]);
  expect(heard.second).toBeGreaterThan(0);
  expect(heard.third).toBe(heard.second);
  expect(heard.first).toBe(before);
});

/** A worker that a test answers for. */
function scripted() {
  const listeners = new Map<string, (event: Event) => void>();
  const posted: ToLab[] = [];
  let ended = 0;
  const worker: LabWorker = {
    postMessage: (message: ToLab) => void posted.push(message),
    addEventListener: (name: string, listener: unknown) => void listeners.set(name, listener as (event: Event) => void),
    terminate: () => void (ended += 1),
  };
  return {
    ...{ worker, posted },
    ended: () => ended,
    say: (data: FromLab) => listeners.get('message')?.({ data } as MessageEvent<FromLab>),
    crash: () => listeners.get('error')?.(new Event('error')),
  };
}

const bases = { data: 'lab/', models: 'models/' };

test('the page hears progress, its stop reaches the worker, and errors keep their code', async () => {
  const fake = scripted();
  const { ask } = createLabClient(() => fake.worker, bases);
  const stop = new AbortController();
  const seen: number[] = [];
  const asked = ask(
    'evaluate',
    { network: 'vit-sum', history: true },
    { signal: stop.signal, onProgress: (done) => seen.push(done) },
  );
  fake.say({ type: 'progress', id: 1, done: 64, of: 1210 });
  stop.abort();
  expect(fake.posted.map(({ type, id }) => [type, id])).toEqual([
    ['ask', 1],
    ['abort', 1],
  ]);
  fake.say({
    type: 'error',
    id: 1,
    error: { name: 'TagweaveError', code: 'aborted', message: 'Stopped.', details: {} },
  });
  await expect(asked).rejects.toMatchObject({ code: 'aborted' });
  expect(seen).toEqual([64]);
});

test('a worker that crashes ends what is asked of it; the next question starts another', async () => {
  const fakes = [scripted(), scripted()];
  let started = 0;
  const { ask } = createLabClient(() => fakes[started++]!.worker, bases);
  const lost = ask('open', null);
  fakes[0]!.crash();
  await expect(lost).rejects.toMatchObject({ code: 'worker-crashed' });
  expect(fakes[0]!.ended()).toBe(1);
  void ask('open', null).catch(() => undefined);
  expect(fakes[1]!.posted).toHaveLength(1);
});
