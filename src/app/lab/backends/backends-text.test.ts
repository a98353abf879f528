import { expect, test } from 'vitest';
import type { DeviceReport } from '../../../lab/backend-report.browser.ts';
import { reportText } from './backends-text.ts';

const nothing = { tolerance: null, difference: null, startMs: null, runMs: null, why: null, chosen: false } as const;
const report: DeviceReport = {
  ...{ agent: 'Browser/1', processors: 4, threads: 2, isolated: true },
  rows: [
    { ...nothing, part: 'photo', model: 'vit@1', backend: 'webgpu', state: 'absent', why: 'no | adapter' },
    { ...nothing, part: 'network', model: 'net@2', backend: 'wasm', state: 'passed', runMs: 4.25, chosen: true },
  ],
  notes: { photo: ['webgpu took 9 ms'], caption: [], network: [] },
};

test('a bug report is a table that Markdown reads, whatever a runtime said', () => {
  const lines = reportText(report, '1.2.3').split('\n');
  const table = lines.filter((line) => line.startsWith('|'));
  expect(lines[0]).toBe('Tagweave 1.2.3, Browser/1');
  expect(table).toHaveLength(4);
  expect(new Set(table.map((line) => line.split('|').length)).size).toBe(1);
  expect(table[3]).toContain('| net@2 | wasm | passed |');
  expect(table[3]).toContain('| 4.3 | yes |');
  expect(lines).toContain('- photo: webgpu took 9 ms');
});
