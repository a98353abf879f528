import type { Recommendation } from '../../src/domain/recommendation.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import type { BareModel } from './bare-model.ts';
import type { Rivals } from './rivals.ts';

/** Milliseconds of each part, a number a run. */
export interface Times {
  readonly photo: number[];
  readonly caption: number[];
  readonly network: number[];
  /** From the call to the answer, as the page sees it. */
  readonly whole: number[];
  readonly barePhoto: number[];
  readonly bareCaption: number[];
  /** What a user would run instead (rivals.ts); empty without them. */
  readonly pair: number[];
  readonly clip: number[];
  /** Every {@link PROMPT_EVERY}th run. */
  readonly prompts: number[];
  /** A product of two 768×768 matrices. */
  readonly peakFloat32: number[];
  readonly peakInt8: number[];
}

/** A run of the text encoder takes as long as ten recommendations. */
const PROMPT_EVERY = 5;
const WARM_UPS = 3;
/** Earlier posts of the person. */
const HISTORY = 20;

/** Keeps {@link HISTORY} posts with captions, and learns them: nothing is left for idle time. */
export async function makeHistory(recommender: Recommender): Promise<void> {
  const words = ['dog', 'beach', 'coffee', 'street', 'forest'];
  for (let n = 0; n < HISTORY; n += 1) {
    const tags = [words[n % 5], words[(n * 2 + 1) % 5], `own${n % 7}`].flatMap((key) =>
      key === undefined ? [] : [{ key, label: key }],
    );
    const draft = { photo: null, caption: `A ${words[n % 5] ?? ''} again, day ${n}` };
    const unique = [...new Map(tags.map((tag) => [tag.key, tag])).values()];
    await recommender.learn({ recommendationId: null, draft, tags: unique, removedTags: [], platform: null });
  }
  await recommender.taste();
}

/**
 * Whole recommendations and bare models in turn, so that both see the same machine. Every run has a photo and a caption never seen
 * before (a byte behind the picture, another number in the text): nothing comes from a cache. The rivals, where there are any, in the same turns.
 */
export async function measureWhole(
  recommender: Recommender,
  photo: Blob,
  caption: string,
  bare: { readonly photo: BareModel; readonly caption: BareModel },
  runs: number,
  rivals: Rivals | null = null,
): Promise<Times> {
  const times: Times = {
    ...{ photo: [], caption: [], network: [], whole: [], barePhoto: [], bareCaption: [] },
    ...{ pair: [], clip: [], prompts: [], peakFloat32: [], peakInt8: [] },
  };
  for (let run = 0; run < WARM_UPS + runs; run += 1) {
    const file = new Blob([photo, new Uint8Array([run & 0xff])], { type: photo.type });
    const started = performance.now();
    const { timing }: Recommendation = await recommender.recommend(
      { photo: file, caption: `${caption} ${run}` },
      { history: 'own' },
    );
    const whole = performance.now() - started;
    const barePhoto = await bare.photo.run();
    const bareCaption = await bare.caption.run();
    const isMeasured = run >= WARM_UPS;
    if (rivals !== null) {
      const [pair, clip] = [await rivals.pair(), await rivals.clip(file)];
      const [float32, int8] = [await rivals.peak('float32'), await rivals.peak('int8')];
      const prompts = run % PROMPT_EVERY === 0 ? [await rivals.prompts()] : [];
      if (isMeasured) {
        times.pair.push(pair);
        times.clip.push(clip);
        times.peakFloat32.push(float32);
        times.peakInt8.push(int8);
        times.prompts.push(...prompts);
      }
    }
    if (!isMeasured) continue;
    times.photo.push(timing.photoMs);
    times.caption.push(timing.captionMs);
    times.network.push(timing.networkMs);
    times.whole.push(whole);
    times.barePhoto.push(barePhoto);
    times.bareCaption.push(bareCaption);
  }
  return times;
}
