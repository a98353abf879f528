import type { Recommendation } from '../../src/domain/recommendation.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import type { BareModel } from './bare-model.ts';

/** Milliseconds of each part, a number a run. */
export interface Times {
  readonly photo: number[];
  readonly caption: number[];
  readonly network: number[];
  /** From the call to the answer, as the page sees it. */
  readonly whole: number[];
  readonly barePhoto: number[];
  readonly bareCaption: number[];
}

/**
 * Whole recommendations and bare models in turn, so that both see the same machine. Every run has a photo and a caption never seen
 * before (a byte behind the picture, another number in the text): nothing comes from a cache.
 */
export async function measureWhole(
  recommender: Recommender,
  photo: Blob,
  caption: string,
  bare: { readonly photo: BareModel; readonly caption: BareModel },
  runs: number,
): Promise<Times> {
  const times: Times = { photo: [], caption: [], network: [], whole: [], barePhoto: [], bareCaption: [] };
  const warmUps = 3;
  for (let run = 0; run < warmUps + runs; run += 1) {
    const file = new Blob([photo, new Uint8Array([run & 0xff])], { type: photo.type });
    const started = performance.now();
    const { timing }: Recommendation = await recommender.recommend(
      { photo: file, caption: `${caption} ${run}` },
      { history: 'off' },
    );
    const whole = performance.now() - started;
    const barePhoto = await bare.photo.run();
    const bareCaption = await bare.caption.run();
    if (run < warmUps) continue;
    times.photo.push(timing.photoMs);
    times.caption.push(timing.captionMs);
    times.network.push(timing.networkMs);
    times.whole.push(whole);
    times.barePhoto.push(barePhoto);
    times.bareCaption.push(bareCaption);
  }
  return times;
}
