import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configOf, randomNetwork } from '../../network/testing/random-network.ts';

const FIXTURES = 'e2e/fixtures/models';
const LABELS = [
  'Dog',
  'Snow',
  'GoldenHour',
  'Sea',
  'Beach',
  'Park',
  'Cat',
  'nsfw',
  'Coffee',
  'Autumn',
  'Forest',
  'City',
  'Night',
];

interface Manifest {
  id: string;
  revision: string;
  dims: { rows: number; width: number };
}

const TINY = {
  folder: FIXTURES,
  encoders: ['tiny-vit', 'tiny-e5'],
  sizes: { d: 16, k: 8, vocabulary: 40, gru: 12, tagEmbedding: 6 },
};

/**
 * A folder of models for tests: a network with random weights and the encoders that it fits, by default the tiny ones of
 * e2e/fixtures.
 */
export function writeModelFolder({ folder: source, encoders, sizes } = TINY): string {
  const base = mkdtempSync(join(tmpdir(), 'tagweave-models-'));
  const [photo, caption] = encoders.map((id) => {
    cpSync(join(source, id), join(base, id), { recursive: true });
    return JSON.parse(readFileSync(join(base, id, 'manifest.json'), 'utf8')) as Manifest;
  }) as [Manifest, Manifest];
  const { weights, manifest } = randomNetwork(
    configOf({
      photo: { encoder: `${photo.id}@${photo.revision}`, rows: photo.dims.rows, width: photo.dims.width },
      caption: { encoder: `${caption.id}@${caption.revision}`, width: caption.dims.width },
      ...sizes,
    }),
  );
  const tags = Array.from({ length: sizes.vocabulary }, (_, n) => LABELS[n] ?? `Tag${n}`).map((label) => ({
    key: label.toLowerCase(),
    label,
    count: 9,
  }));
  const folder = join(base, 'tiny-network');
  mkdirSync(folder);
  const files = [
    { path: 'weights.bin', bytes: Buffer.from(weights) },
    { path: 'vocabulary.json', bytes: Buffer.from(JSON.stringify({ schema: 1, tags })) },
  ];
  for (const { path, bytes } of files) writeFileSync(join(folder, path), bytes);
  const listed = files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, id: 'tiny-network', files: listed }));
  const models = [photo.id, caption.id, 'tiny-network'].map((id) => ({
    id,
    revision: '1',
    kind: id === 'tiny-network' ? 'network' : id === photo.id ? 'photo-encoder' : 'caption-encoder',
    folder: id,
    manifestSha256: sha256(readFileSync(join(base, id, 'manifest.json'))),
  }));
  writeFileSync(
    join(base, 'catalogue.json'),
    JSON.stringify({ schema: 1, default: { network: 'tiny-network' }, models }),
  );
  return base;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
