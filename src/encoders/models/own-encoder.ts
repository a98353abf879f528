import * as v from 'valibot';

import type { EncoderDtype } from '../../domain/models/encoder-manifest.ts';
import type { OwnEncoderManifestInput } from '../../domain/models/own-encoder-manifest.ts';
import { onnxFile } from '../../domain/models/encoder-manifest.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { ByteSource } from '../download/byte-source.ts';
import { joinAddress, readSmall } from '../download/byte-source.ts';
import type { EncoderModel } from './catalogue.ts';
import { checked, ownEncoder } from './catalogue.ts';

/** What a person says about an encoder of their own; the rest is read from its configuration files. */
export interface OwnEncoderWish {
  readonly kind: 'photo-encoder' | 'caption-encoder';
  /** Folder or address that holds config.json, onnx/ and so on (`hubAddress` for a model hub). */
  readonly base: string;
  readonly dtype?: EncoderDtype;
  /** Part of every stored vector's maker; default: from the address. */
  readonly id?: string;
  readonly revision?: string;
  /** Captions only, e.g. "query: ". */
  readonly prefix?: string;
  readonly maxTokens?: number;
}

/** Address of a model on a hub with Hugging Face's layout. */
export function hubAddress(repository: string, revision = 'main', host = 'https://huggingface.co/'): string {
  return joinAddress(host, `${repository}/resolve/${encodeURIComponent(revision)}/`);
}

const side = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))]);
const configSchema = v.object({
  model_type: v.string(),
  hidden_size: v.optional(v.number()),
  hidden_sizes: v.optional(v.array(v.number())),
  image_size: v.optional(side),
  patch_size: v.optional(side),
  max_position_embeddings: v.optional(v.number()),
});
const preprocessorSchema = v.object({
  size: v.optional(
    v.union([v.number(), v.object({ height: v.optional(v.number()), shortest_edge: v.optional(v.number()) })]),
  ),
  crop_size: v.optional(v.union([v.number(), v.object({ height: v.number() })])),
  do_center_crop: v.optional(v.boolean(), false),
});

/** Side of the square input of convolutional networks is divided by this in their last feature map. */
const CONVOLUTION_STRIDE = 32;

/**
 * An encoder in the layout of `Xenova/vit-base-patch16-224-in21k`, `Xenova/bert-base-multilingual-cased` or a convolutional
 * network, described from its own configuration files (manifest without golden vectors and sums). Asks for each file's size, so
 * that the download's size is known; whether rows and width are right is seen when it is loaded.
 * @throws TagweaveError `model-missing`, `model-unreachable`, `model-invalid`
 */
export async function describeEncoder(
  source: ByteSource,
  wish: OwnEncoderWish,
  cached: boolean,
  signal?: AbortSignal,
): Promise<EncoderModel> {
  const read = async <const S extends v.GenericSchema>(schema: S, file: string): Promise<v.InferOutput<S>> => {
    const address = joinAddress(wish.base, file);
    const text = new TextDecoder().decode(await readSmall(source, address, signal));
    let json: unknown = null;
    try {
      json = JSON.parse(text);
    } catch {
      // The schema complains about null.
    }
    return checked(schema, json, address);
  };
  const config = await read(configSchema, 'config.json');
  const width = config.hidden_size ?? config.hidden_sizes?.at(-1);
  if (width === undefined)
    throw new TagweaveError(
      'model-invalid',
      `config.json of ${wish.base} does not say how wide its output is (hidden_size).`,
    );
  const dtype = wish.dtype ?? 'q8';
  const id = wish.id ?? idOf(wish.base);
  const paths =
    wish.kind === 'photo-encoder' ? ['preprocessor_config.json'] : ['tokenizer.json', 'tokenizer_config.json'];
  const files = await Promise.all(
    ['config.json', ...paths, onnxFile(dtype)].map(async (path) => {
      const opened = await source.open(joinAddress(wish.base, path), { signal });
      await opened.body.cancel();
      return { path, bytes: opened.bytes, sha256: null };
    }),
  );
  const base = {
    schema: 1 as const,
    id,
    revision: wish.revision ?? 'own',
    name: id,
    modelType: config.model_type,
    dtype,
    output: 'last_hidden_state',
    files,
  };
  if (wish.kind === 'caption-encoder') {
    const maxTokens = Math.min(wish.maxTokens ?? 64, config.max_position_embeddings ?? Infinity);
    const manifest: OwnEncoderManifestInput = {
      ...base,
      kind: 'caption-encoder',
      dims: { rows: maxTokens, width },
      prefix: wish.prefix ?? '',
      maxTokens,
    };
    return ownEncoder(manifest, wish.base, cached);
  }
  const preprocessor = await read(preprocessorSchema, 'preprocessor_config.json');
  const given = preprocessor.do_center_crop ? (preprocessor.crop_size ?? preprocessor.size) : preprocessor.size;
  const size =
    (typeof given === 'object'
      ? (given.height ?? ('shortest_edge' in given ? given.shortest_edge : undefined))
      : given) ??
    first(config.image_size) ??
    224;
  const patch = first(config.patch_size);
  const cells = Math.floor(size / (patch ?? CONVOLUTION_STRIDE));
  const manifest: OwnEncoderManifestInput = {
    ...base,
    kind: 'photo-encoder',
    dims: { rows: cells * cells, width, skip: patch === undefined ? 0 : 1 },
    input: { size, fit: preprocessor.do_center_crop ? 'cover' : 'squash' },
  };
  return ownEncoder(manifest, wish.base, cached);
}

function first(value: number | readonly number[] | undefined): number | undefined {
  return typeof value === 'object' ? value[0] : value;
}

/** `https://huggingface.co/Xenova/vit-base/resolve/main/` → `xenova.vit-base`. */
function idOf(base: string): string {
  const names = base
    .replace(/\/resolve\/[^/]*\/?$/u, '')
    .split(/[/\\]/u)
    .filter((name) => name !== '');
  const id = names
    .slice(-2)
    .join('.')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/gu, '-')
    .replace(/^[^a-z0-9]+/u, '');
  return id === '' ? 'own' : id;
}
