import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Encoders of the shipped layout with tiny random weights, under the names that the shipped network asks for. */
const MODELS = [
  { from: 'e2e/fixtures/models/tiny-hybrid', id: 'tagweave-vit-posts', kind: 'photo-encoder' },
  { from: 'e2e/fixtures/models/tiny-e5', id: 'e5-small-100k', kind: 'caption-encoder' },
  { from: 'public/models/design-everyday', id: 'design-everyday', kind: 'network' },
] as const;

/** A folder of models that loads in a second: what is computed does not matter here, only that it is, and what goes wrong. */
export function writeTinyModels(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const models = MODELS.map(({ from, id, kind }) => {
    cpSync(from, join(folder, id), { recursive: true, filter: (path) => !path.endsWith('.br') });
    const path = join(folder, id, 'manifest.json');
    const manifest = JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as { revision: string }), id });
    writeFileSync(path, manifest);
    const { revision } = JSON.parse(manifest) as { readonly revision: string };
    return { id, revision, kind, folder: id, manifestSha256: createHash('sha256').update(manifest).digest('hex') };
  });
  const [photo, caption, network] = MODELS.map(({ id }) => id);
  writeFileSync(
    join(folder, 'catalogue.json'),
    JSON.stringify({ schema: 1, default: { photo, caption, network }, models }),
  );
}
