import { ImageProcessor, RawImage } from '@huggingface/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-web/wasm';

/** The models of bench/lib/rivals.mjs. */
export interface RivalFiles {
  /** Their folder's address, ending in “/”. */
  readonly folder: string;
  /** Tokens of a caption, of a prompt; prompts a run. */
  readonly captionTokens: number;
  readonly promptTokens: number;
  readonly prompts: number;
  /** Hashtags of the list. */
  readonly tags: number;
}

/** What a user would run instead; each call gives milliseconds. */
export interface Rivals {
  /** ViT-B/16 and multilingual BERT, one after the other: nothing around them. */
  pair(): Promise<number>;
  /** CLIP from the photo's file to the nearest twenty of the list's cached text vectors. */
  clip(photo: Blob): Promise<number>;
  /** CLIP's text encoder on `prompts` prompts: the zero-shot pipeline encodes the whole list so for every photo. */
  prompts(): Promise<number>;
  /** A large product: what the machine can do. */
  peak(kind: 'float32' | 'int8'): Promise<number>;
  dispose(): Promise<void>;
}

/** preprocessor_config.json of openai/clip-vit-base-patch32. */
const CLIP_PIXELS = {
  image_processor_type: 'CLIPFeatureExtractor',
  ...{ do_resize: true, size: 224, resample: 3, do_center_crop: true, crop_size: 224, do_normalize: true },
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
};
const CLIP_WIDTH = 512;
/** As in bench/lib/rivals.mjs. */
const PEAK_SIZE = 768;
const NEAREST = 20;

/** Opens the models after {@link bareModel} has set ONNX Runtime up. */
export async function openRivals(files: RivalFiles): Promise<Rivals> {
  const open = async (name: string): Promise<InferenceSession> => {
    const bytes = new Uint8Array(await (await fetch(`${files.folder}${name}.onnx`)).arrayBuffer());
    return InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  };
  const vit = await open('vit-b16');
  const mbert = await open('mbert');
  const clipPhoto = await open('clip-photo');
  const clipText = await open('clip-text');
  const peaks = { float32: await open('peak-float32'), int8: await open('peak-int8') };
  const factor = new Tensor('float32', new Float32Array(PEAK_SIZE * PEAK_SIZE).fill(0.1), [PEAK_SIZE, PEAK_SIZE]);
  const pixels = new Tensor('float32', new Float32Array(3 * 224 * 224).fill(0.1), [1, 3, 224, 224]);
  const ids = (rows: number, tokens: number): Tensor =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: rows * tokens }, (_, n) => BigInt((n * 37) % 1000)),
      [rows, tokens],
    );
  const caption = ids(1, files.captionTokens);
  const prompts = ids(files.prompts, files.promptTokens);
  const vectors = Float32Array.from({ length: files.tags * CLIP_WIDTH }, (_, n) => Math.sin(n));
  const processor = new ImageProcessor(CLIP_PIXELS);
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  return {
    pair: () =>
      timed(async () => {
        await vit.run({ pixel_values: pixels });
        await mbert.run({ input_ids: caption });
      }),
    clip: (photo) =>
      timed(async () => {
        const made = (await processor(await RawImage.fromBlob(photo))) as {
          pixel_values: { data: Float32Array; dims: number[] };
        };
        const { data, dims } = made.pixel_values;
        const outputs = await clipPhoto.run({ pixel_values: new Tensor('float32', data, dims) });
        const [vector] = Object.values(outputs);
        if (!(vector?.data instanceof Float32Array)) throw new Error('CLIP’s photo encoder gave no vector.');
        nearest(vectors, vector.data);
      }),
    prompts: () => timed(() => clipText.run({ input_ids: prompts })),
    peak: (kind) => timed(() => peaks[kind].run({ x: factor })),
    dispose: async () => {
      for (const session of [vit, mbert, clipPhoto, clipText, peaks.float32, peaks.int8]) await session.release();
    },
  };
}

function nearest(vectors: Float32Array, photo: Float32Array): number[] {
  const scores = new Float32Array(vectors.length / CLIP_WIDTH);
  for (let tag = 0; tag < scores.length; tag += 1) {
    let sum = 0;
    for (let i = 0; i < CLIP_WIDTH; i += 1) sum += (vectors[tag * CLIP_WIDTH + i] ?? 0) * (photo[i] ?? 0);
    scores[tag] = sum;
  }
  return Array.from(scores.keys())
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, NEAREST);
}
