import { nodeParts } from '../../recommender/models/node-parts.ts';
import type { Models } from '../../recommender/models/engine-parts.ts';
import { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import type { ModelOptions } from '../arguments/command.ts';
import { PostEncoder } from './post-encoder.ts';

/** Models of an evaluation, and an encoder that remembers what it has encoded. */
export interface OpenModels {
  readonly models: Models;
  readonly vocabulary: VocabularyIndex;
  readonly encoder: PostEncoder;
  readonly dispose: () => Promise<void>;
}

/** @param options `cache`: folder of encoded posts; null = the usual one @throws TagweaveError of the models */
export async function openModels({
  models: base,
  network,
  backend,
  cache,
}: ModelOptions & { readonly cache: string | null }): Promise<OpenModels> {
  const parts = nodeParts({
    base: base ?? undefined,
    network: network ?? undefined,
    backends: backend === null ? undefined : [backend],
  });
  const nobody = { report: () => undefined, deviceLost: () => undefined, signal: new AbortController().signal };
  const models = await parts.loadModels(nobody);
  const encoder = new PostEncoder(parts.decoder, models, cache);
  return {
    ...{ models, encoder, vocabulary: new VocabularyIndex(models.vocabulary) },
    dispose: async () => {
      encoder.close();
      await Promise.all([models.photo.dispose(), models.caption.dispose(), models.network.dispose()]);
    },
  };
}
