import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { writeTwins } from './brotli-twins.ts';

it('writes a twin beside what shrinks by it, in every folder, in the place of an older one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tagweave-twins-'));
  try {
    mkdirSync(join(folder, 'widget/engine'), { recursive: true });
    const text = 'export const tags = 1;\n'.repeat(200);
    const noise = Buffer.concat(Array.from({ length: 100 }, (_, n) => createHash('sha256').update(String(n)).digest()));
    writeFileSync(join(folder, 'widget/engine/worker.js'), text);
    writeFileSync(join(folder, 'small.js'), '1');
    writeFileSync(join(folder, 'model.onnx'), text);
    writeFileSync(join(folder, 'noise.bin'), noise);
    writeFileSync(join(folder, 'old.json'), text);
    writeFileSync(join(folder, 'old.json.br'), 'as it was');
    await writeTwins(folder);
    expect(brotliDecompressSync(readFileSync(join(folder, 'widget/engine/worker.js.br'))).toString()).toBe(text);
    expect(readdirSync(folder).sort()).toEqual([
      'model.onnx',
      'noise.bin',
      'old.json',
      'old.json.br',
      'small.js',
      'widget',
    ]);
    expect(brotliDecompressSync(readFileSync(join(folder, 'old.json.br'))).toString()).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
