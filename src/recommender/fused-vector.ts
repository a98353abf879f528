import type { PostVector } from '../domain/post.ts';
import type { WholeDraft } from '../domain/recommendation.ts';
import { throwIfAborted } from '../encoders/abort.ts';
import { makerOf } from './earlier-posts.ts';
import type { EncodedDraft } from './encodings.ts';
import type { Models } from './engine-parts.ts';
import type { Workshop } from './recommend.ts';

/** p of a recommendation, and what it was made of. */
export interface RememberedVector {
  readonly vector: Float32Array;
  readonly fingerprint: string;
}

/** p, which does not depend on the history (systems.md §4). */
export async function fusedVector(
  models: Pick<Models, 'network'>,
  { photo, caption }: Pick<EncodedDraft, 'photo' | 'caption'>,
): Promise<Float32Array> {
  const regions = photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data };
  const { vector } = await models.network.run({ photo: regions, caption: caption?.encoding ?? null, history: [] });
  return vector;
}

/** p of the draft: the remembered one when it is of the same photo and caption, else computed now. */
export async function vectorOf(
  draft: WholeDraft,
  { models, encodings, step }: Workshop,
  remembered: RememberedVector | undefined,
  signal: AbortSignal | undefined,
): Promise<PostVector> {
  const maker = makerOf(models);
  if (remembered?.fingerprint === (await encodings.fingerprint(draft))) return { maker, values: remembered.vector };
  const encoded = await encodings.encode(draft, { step, signal });
  throwIfAborted(signal);
  return { maker, values: await fusedVector(models, encoded) };
}
