import { pictureOf } from '../../archives/files/archive-files.ts';
import { problemOf } from '../../archives/files/entry-error.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import { abortedError, throwIfAborted } from '../../encoders/download/abort.ts';
import { sha256 } from '../../encoders/download/sha256.ts';
import { breath } from '../../recommender/work/breath.ts';
import { Encodings } from '../../recommender/reading/encodings.ts';
import type { EngineParts, Models } from '../../recommender/models/engine-parts.ts';
import type { FeatureStore, PostFeatures } from './feature-store.ts';
import type { OwnPost, OwnProblem } from './own-post.ts';

/** What was computed: of each post its features, null where nothing is left to read; and photos that could not be opened. */
export interface ComputedFeatures {
  readonly features: readonly (PostFeatures | null)[];
  readonly problems: readonly OwnProblem[];
  /** How many were on the device already. */
  readonly kept: number;
}

export interface FeatureParts {
  /** `network@revision/photo@revision/caption@revision` */
  readonly maker: string;
  readonly decoder: EngineParts['decoder'];
  /** Asked for when the first post is not on the device yet. */
  readonly models: () => Promise<Models>;
  readonly store: FeatureStore;
}

export interface FeatureCalls {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/**
 * Features of every post, each computed once in this browser: a run that was stopped goes on where it was, also after a reload. A photo
 * that cannot be opened is told, and its post goes on with its caption alone.
 * @throws TagweaveError of the models, `aborted`
 */
export async function computeFeatures(
  posts: readonly OwnPost[],
  { maker, decoder, models, store }: FeatureParts,
  { signal, onProgress }: FeatureCalls = {},
): Promise<ComputedFeatures> {
  const features: (PostFeatures | null)[] = [];
  const problems: OwnProblem[] = [];
  let kept = 0;
  let encodings: Encodings | null = null;
  for (const post of posts) {
    onProgress?.(features.length, posts.length);
    throwIfAborted(signal);
    const photo = await photoOf(post, problems);
    const key = await keyOf(maker, photo, post.caption);
    const known = await store.get(key);
    if (known !== null) {
      features.push(known);
      kept += 1;
      continue;
    }
    await breath(); // lets an abort come in
    const loaded = await models();
    encodings ??= new Encodings(decoder, loaded);
    const made = await featuresOf(loaded, encodings, photo, post, problems, signal);
    // An unreadable photo is tried again next time: another browser version may know it.
    if (made !== null) await store.put(key, made);
    features.push(made);
  }
  onProgress?.(features.length, posts.length);
  return { features, problems, kept };
}

async function photoOf({ picture, where }: OwnPost, problems: OwnProblem[]): Promise<Blob | null> {
  if (picture === null) return null;
  try {
    return await pictureOf(picture, '');
  } catch (error) {
    problems.push({ code: problemOf(error, 'photo-unreadable'), where });
    return null;
  }
}

/** Equal photos and captions have equal features, whatever post they stand in. */
async function keyOf(maker: string, photo: Blob | null, caption: string): Promise<string> {
  const hash = photo === null ? 'none' : await sha256(new Uint8Array(await photo.arrayBuffer()));
  return `${maker}/${hash}/${await sha256(new TextEncoder().encode(caption))}`;
}

async function featuresOf(
  { network }: Pick<Models, 'network'>,
  encodings: Encodings,
  photo: Blob | null,
  { caption, where }: Pick<OwnPost, 'caption' | 'where'>,
  problems: OwnProblem[],
  signal: AbortSignal | undefined,
): Promise<PostFeatures | null> {
  if (photo === null && caption.trim() === '') return null;
  try {
    const encoded = await encodings.encode({ photo, caption }, { signal });
    const { vector, stages } = await network.run(
      {
        photo:
          encoded.photo === null
            ? null
            : {
                ...{ rows: encoded.photo.rows * encoded.photo.columns, width: encoded.photo.width },
                data: encoded.photo.data,
              },
        caption: encoded.caption?.encoding ?? null,
        history: [],
      },
      { stages: true, sequenceLength: 1 },
    );
    return { caption: stages?.t ?? new Float32Array(), photo: stages?.v ?? new Float32Array(), post: vector };
  } catch (error) {
    if (signal?.aborted === true) throw abortedError();
    const isOfPhoto = error instanceof TagweaveError && error.code.startsWith('photo-');
    if (!isOfPhoto || photo === null) throw error;
    problems.push({ code: 'photo-unreadable', where });
    return featuresOf({ network }, encodings, null, { caption, where }, problems, signal);
  }
}
