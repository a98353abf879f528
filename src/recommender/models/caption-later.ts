import type { EncoderBackend } from '../../domain/recommendation.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import { untilAborted } from '../../encoders/download/abort.ts';
import type { Models } from './engine-parts.ts';

/** A caption encoder that is still coming: who encodes waits for it. */
export class CaptionLater {
  readonly ref: string;
  /** Tells whoever waits that it is here. */
  readonly came: (encoder: Models['caption']) => void;
  readonly failed: (error: unknown) => void;
  readonly #coming: Promise<Models['caption']>;
  #backend: () => EncoderBackend = () => 'wasm';

  constructor(ref: string) {
    this.ref = ref;
    const { promise, resolve, reject } = withResolvers<Models['caption']>();
    this.#coming = promise;
    promise.catch(() => undefined); // told to whoever waits
    this.came = (encoder) => {
      this.#backend = () => encoder.backend;
      resolve(encoder);
    };
    this.failed = reject;
  }

  get backend(): EncoderBackend {
    return this.#backend();
  }

  async encode(caption: string, signal?: AbortSignal): Promise<CaptionEncoding> {
    return (await untilAborted(this.#coming, signal)).encode(caption, signal);
  }

  async dispose(): Promise<void> {
    await (await this.#coming).dispose();
  }
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((settle, refuse) => {
    resolve = settle;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
