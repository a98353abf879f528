import { add, concat, matMul, slice, tensor2d, tile } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { NetworkConfig } from '../../domain/models/network-manifest.ts';
import { dense, disposeAll, tidied } from '../tensors/tensors.ts';
import { decodeGreedy, readGreedy } from './sequence-head.ts';
import type { Decoded } from './sequence-head.ts';
import { probabilitiesOf } from './classification-head.ts';
import { decodeNetworkWeights, disposeWeights } from '../tensors/weights.ts';
import type { NetworkWeights } from '../tensors/weights.ts';

/** What both heads say about one post: ŷ (H) and the decoder's list with its q. */
export interface HeadsOutput {
  readonly probabilities: Float32Array;
  readonly decoded: Decoded;
}

/** The two hashtag heads alone (systems.md §5), for many posts at a time of which z = [p ; u] is known. */
export class Heads {
  readonly config: NetworkConfig;
  readonly #weights: NetworkWeights;

  /** @throws TagweaveError `model-invalid` when weights and configuration do not fit together */
  constructor(config: NetworkConfig, weights: ArrayBuffer) {
    this.config = config;
    this.#weights = decodeNetworkWeights(config, weights);
  }

  /**
   * @param z B×2d, row-major
   * @param options `history` false puts u_0 in the place of u, as for a person without earlier posts; `decoder` false leaves the sequence
   * head out: its list is empty and its q zeros
   * @throws TagweaveError `model-invalid` for rows of another width or a network without the sequence head
   */
  async run(
    z: Float32Array,
    options: { readonly history?: boolean; readonly decoder?: boolean } = {},
  ): Promise<HeadsOutput[]> {
    const { d, vocabulary, sequence } = this.config;
    const { classifier, history, sequence: decoder } = this.#weights;
    const width = 2 * d;
    if (decoder === null || z.length === 0 || z.length % width !== 0) {
      throw new TagweaveError('model-invalid', `The posts' vectors are not the ${width} numbers of this network.`);
    }
    const posts = z.length / width;
    const wants = options.decoder ?? true;
    const made = tidied(() => {
      const given = tensor2d(z, [posts, width]);
      const p = slice(given, [0, 0], [-1, d]);
      const u = options.history === false ? tile(history.none, [posts, 1]) : slice(given, [0, d], [-1, d]);
      const ofPost = dense(p, classifier.post, classifier.bias);
      const logits = add(ofPost, matMul(u, classifier.user));
      if (!wants) return { logits };
      return {
        logits,
        ...decodeGreedy(decoder, options.history === false ? concat([p, u], 1) : given, sequence.steps),
      };
    });
    try {
      const logits = await made.logits.data<'float32'>();
      const read = 'tags' in made ? await Promise.all([made.probabilities, made.tags].map(numbersOf)) : null;
      const nothing: Decoded = { tags: [], q: new Float32Array(vocabulary) };
      return Array.from({ length: posts }, (_, post) => ({
        probabilities: probabilitiesOf(logits.slice(post * vocabulary, (post + 1) * vocabulary)),
        decoded: read === null ? nothing : decodedOf(read, post, posts, vocabulary),
      }));
    } finally {
      disposeAll(made);
    }
  }

  /** u_0, d numbers: the u of somebody without earlier posts. */
  async nobody(): Promise<Float32Array> {
    return this.#weights.history.none.data<'float32'>();
  }

  /** Frees the weights. */
  dispose(): void {
    disposeWeights(this.#weights);
  }
}

function numbersOf(tensor: Tensor): Promise<Float32Array> {
  return tensor.data<'float32'>();
}

/** The list of one post, of the decoder's probabilities and hashtags of all: row `post` of each step. */
function decodedOf(
  [probabilities = new Float32Array(), tags = new Float32Array()]: readonly Float32Array[],
  post: number,
  posts: number,
  vocabulary: number,
): Decoded {
  const rows = { first: post, step: posts, count: tags.length / posts };
  return readGreedy(everyRow(probabilities, { ...rows, width: vocabulary + 1 }), everyRow(tags, { ...rows, width: 1 }));
}

/** Rows `first`, `first + step`, … of a row-major matrix, `count` of them, joined. */
function everyRow(
  values: Float32Array,
  { first, step, count, width }: Readonly<Record<'first' | 'step' | 'count' | 'width', number>>,
): Float32Array {
  const found = new Float32Array(count * width);
  for (let row = 0; row < count; row += 1) {
    const at = (first + row * step) * width;
    found.set(values.subarray(at, at + width), row * width);
  }
  return found;
}
