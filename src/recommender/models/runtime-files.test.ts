import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import sums from './runtime-files.json';

it.each(Object.values(sums.tf))('$file is the one whose sum ships with the page', ({ file, bytes, sha256 }) => {
  const content = readFileSync(`node_modules/${file}`);
  expect({ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }).toEqual({
    bytes,
    sha256,
  });
});
