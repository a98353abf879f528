import type { EncodedDraft } from './encodings.ts';
import type { Models } from './engine-parts.ts';

/** p, which does not depend on the history (systems.md §4). */
export async function fusedVector(
  models: Pick<Models, 'network'>,
  { photo, caption }: Pick<EncodedDraft, 'photo' | 'caption'>,
): Promise<Float32Array> {
  const regions = photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data };
  const { vector } = await models.network.run({ photo: regions, caption: caption?.encoding ?? null, history: [] });
  return vector;
}
