import { createEngine } from '../../recommender/engine.ts';
import type { InThreadRecommender } from '../../recommender/engine.ts';
import { nodeParts } from '../../recommender/models/node-parts.ts';
import type { ModelOptions } from '../arguments/command.ts';

export interface CommandEngine extends InThreadRecommender {
  /** Begins to decode a photo that will be recommended for soon: the models then find it ready. */
  decodeAhead(photo: Blob): void;
}

/**
 * The engine for a command: models of its options, a clock that only moves forward, no work in idle time.
 * @param encoderThreads of each encoder; default: as many as processors
 */
export function openEngine({ models, network, backend }: ModelOptions, encoderThreads?: number): CommandEngine {
  let posts = 0;
  const parts = nodeParts({
    base: models ?? undefined,
    network: network ?? undefined,
    encoderThreads,
    backends: backend === null ? undefined : [backend],
  });
  const ahead = new WeakMap<Blob, ReturnType<typeof parts.decoder.decode>>();
  const engine = createEngine({
    ...parts,
    decoder: { decode: (photo, signal) => ahead.get(photo) ?? parts.decoder.decode(photo, signal) },
    // One second a post: their order is the order of learning, however fast that is.
    now: () => {
      posts += 1;
      return new Date(posts * 1000);
    },
    // Nobody knows when the posts of a folder were made.
    today: () => null,
    idle: () => undefined,
  });
  return Object.assign(engine, {
    decodeAhead: (photo: Blob): void => {
      const decoding = parts.decoder.decode(photo);
      decoding.catch(() => undefined); // told by the recommendation
      ahead.set(photo, decoding);
    },
  });
}
