import type { PostVector } from '../../domain/post/post.ts';
import type { WholeDraft } from '../../domain/recommendation.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import { makerOf } from '../personal/earlier-posts.ts';
import type { EncodedDraft } from '../reading/encodings.ts';
import type { Models } from '../models/engine-parts.ts';
import type { Workshop } from './workshop.ts';
import { pooledCaption, pooledPhoto } from '../suggest/pooled.ts';

/** The vectors of a recommendation, and what they were made of. */
export interface RememberedVector {
  readonly vector: PostVector;
  readonly fingerprint: string;
}

type Encoded = Pick<EncodedDraft, 'photo' | 'caption'>;

/** What the history keeps of a post: p, which does not depend on the history (systems.md §4), and what photo and caption are like. */
export async function postVector(
  models: Pick<Models, 'network' | 'networkRef' | 'photo' | 'caption'>,
  encoded: Encoded,
): Promise<PostVector> {
  const { photo, caption } = encoded;
  const regions = photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data };
  const { vector } = await models.network.run({ photo: regions, caption: caption?.encoding ?? null, history: [] });
  return asPostVector(makerOf(models), vector, encoded);
}

/** @param values p, d numbers */
export function asPostVector(maker: string, values: Float32Array, { photo, caption }: Encoded): PostVector {
  const words = caption === null ? null : pooledCaption(caption.encoding);
  return {
    ...{ maker, values },
    ...(photo === null ? {} : { photo: pooledPhoto(photo) }),
    ...(words === null ? {} : { caption: words }),
  };
}

/** The vectors of the draft: the remembered ones when they are of the same photo and caption, else computed now. */
export async function vectorOf(
  draft: WholeDraft,
  { models, encodings, lastRuns, step }: Workshop,
  remembered: RememberedVector | undefined,
  signal: AbortSignal | undefined,
): Promise<PostVector> {
  if (remembered?.vector.maker === makerOf(models) && remembered.fingerprint === (await encodings.fingerprint(draft))) {
    return remembered.vector;
  }
  const encoded = await encodings.encode(draft, { step, signal });
  throwIfAborted(signal);
  return asPostVector(makerOf(models), (await lastRuns.alone(encoded, null)).vector, encoded);
}
