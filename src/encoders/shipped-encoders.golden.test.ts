import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';

import { encoderManifestSchema } from '../domain/models/encoder-manifest.ts';
import type { CaptionEncoder } from './caption/caption-encoder.ts';
import { loadCaptionEncoder } from './caption/caption-encoder.ts';
import type { EncoderModel } from './models/catalogue.ts';
import { readGolden } from './models/golden-file.ts';
import { fetchModels } from './models/fetch-models.ts';
import { derivedForm, formsOf } from './models/model-forms.ts';
import type { LoadOptions, PhotoEncoder } from './photo/photo-encoder.ts';
import { loadPhotoEncoder } from './photo/photo-encoder.ts';
import { nodePlatform } from './platform.node.ts';

const ROOTS = ['public/models', 'e2e/fixtures/models'];
// Where derived forms are kept; on a person's machine it is theirs.
const kept = mkdtempSync(join(tmpdir(), 'tagweave-golden-'));
const platform = nodePlatform(kept);
afterAll(() => {
  rmSync(kept, { recursive: true, force: true });
});

function encoders(): EncoderModel[] {
  return ROOTS.filter((root) => existsSync(root)).flatMap((root) =>
    readdirSync(root).flatMap((folder) => {
      const path = join(root, folder, 'manifest.json');
      if (!existsSync(path)) return [];
      const manifest = v.safeParse(encoderManifestSchema, JSON.parse(readFileSync(path, 'utf8')));
      const ships = root === 'public/models';
      // Without golden vectors: a person's own model (own-encoder.test.ts). What ships has them.
      return manifest.success && (ships || manifest.output.golden !== undefined)
        ? [{ manifest: manifest.output, base: join(root, folder), cached: false }]
        : [];
    }),
  );
}

async function options(model: EncoderModel): Promise<LoadOptions> {
  const { models } = await fetchModels(platform.downloader, [model]);
  const [files = new Map()] = models;
  return {
    files: formsOf(platform.downloader, model, files),
    choice: platform.runtime.choice,
    golden: () => readGolden(platform.downloader, model),
  };
}

describe.each(encoders().map((model) => [model.manifest.id, model] as const))('%s', (_id, model) => {
  it('computes natively what its golden vectors say', async () => {
    const given = await options(model);
    expect((await given.golden())?.cases.length).toBeGreaterThan(1);
    const load = (model.manifest.kind === 'photo-encoder' ? loadPhotoEncoder : loadCaptionEncoder) as (
      model: EncoderModel,
      options: LoadOptions,
    ) => Promise<PhotoEncoder | CaptionEncoder>;
    const encoder = await load(model, given); // throws model-invalid when a number lies outside the tolerance
    expect(encoder.backend).toBe('native');
    expect(encoder.notes).toEqual([]); // the form made here, where there is one, passed too
    if (model.base.startsWith('public'))
      expect(derivedForm(model.manifest) !== null).toBe(model.manifest.kind === 'caption-encoder');
    await encoder.dispose();
  });

  it('fails its self-check when the golden numbers are not its own', async () => {
    const given = await options(model);
    const golden = structuredClone(await given.golden());
    const mean = golden!.cases[0]!.values.mean;
    mean[0] = (mean[0] ?? 0) + 1;
    const load =
      model.manifest.kind === 'photo-encoder'
        ? loadPhotoEncoder(model, { ...given, golden: () => Promise.resolve(golden) })
        : loadCaptionEncoder(model, { ...given, golden: () => Promise.resolve(golden) });
    await expect(load).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
