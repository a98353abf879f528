import { expect, test } from 'vitest';
import { nodePlatform } from '../encoders/platform.node.ts';
import { nodeWasmFiles } from '../network/tensors/wasm-files.node.ts';
import { shippedModels } from '../recommender/models/node-parts.ts';
import { reportBackends } from './backend-report.ts';
import type { ReportPlaces } from './backend-report.ts';

const places = (): ReportPlaces => ({
  platform: nodePlatform(),
  runtime: { files: [], toFiles: nodeWasmFiles, backends: ['webgpu', 'wasm', 'cpu'], selfCheck: true },
  models: shippedModels(),
  encoders: ['webgpu', 'native'],
});

test('every model is checked and timed on every backend, and the choice is the one that the page makes', async () => {
  const steps: (readonly [number, number])[] = [];
  const { rows, notes } = await reportBackends(places(), { onProgress: (done, of) => steps.push([done, of]) });
  expect(rows.map(({ part, backend, state, chosen }) => [part, backend, state, chosen])).toEqual([
    ['photo', 'webgpu', 'absent', false],
    ['photo', 'native', 'passed', true],
    ['caption', 'webgpu', 'absent', false],
    ['caption', 'native', 'passed', true],
    ['network', 'webgpu', 'absent', false],
    ['network', 'wasm', 'passed', true],
    ['network', 'cpu', 'passed', false],
  ]);
  for (const { state, startMs, runMs } of rows) {
    expect((startMs ?? 0) > 0).toBe(state === 'passed');
    expect((runMs ?? 0) > 0).toBe(state === 'passed');
  }
  const [gpu, wasm] = rows.filter(({ part }) => part === 'network');
  expect(gpu?.why).toContain('WebGPU');
  expect(wasm?.difference).toBeGreaterThan(0);
  expect(wasm?.difference).toBeLessThanOrEqual(wasm?.tolerance ?? 0);
  expect(notes.photo).toEqual([]);
  expect(steps.at(-1)).toEqual([10, 10]);
});

test('is stopped between two backends', async () => {
  const stop = new AbortController();
  const work = reportBackends(places(), {
    signal: stop.signal,
    onProgress: (done) => {
      if (done === 2) stop.abort();
    },
  });
  await expect(work).rejects.toMatchObject({ code: 'aborted' });
});
