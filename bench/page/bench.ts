import type { Backends } from '../../src/domain/recommendation.ts';
import { threadCount } from '../../src/encoders/runtime/runtime.browser.ts';
import { createPageRecommender } from '../../src/recommender/worker/page-recommender.ts';
import { bareModel } from './bare-model.ts';
import { measureWhole } from './measure.ts';
import type { Times } from './measure.ts';
import { enlarged, measureThroughput } from './throughput.ts';
import type { Throughput } from './throughput.ts';

export interface BenchSettings {
  /** Addresses of the shipped encoders' folders, ending in “/”. */
  readonly photoModel: string;
  readonly captionModel: string;
  readonly caption: string;
  /** Token ids of the bare caption model's input: as many as the caption has. */
  readonly tokens: number;
  readonly runs: number;
  /** Width of the photos that are queued and imported, pixels. */
  readonly width: number;
}

export interface BenchResult {
  readonly threads: number;
  readonly backends: Backends;
  readonly loadMs: number;
  readonly times: Times;
  readonly throughput: Throughput;
}

/** Everything scripts/bench.mjs prints, measured in this page on WebAssembly. */
export async function bench(settings: BenchSettings): Promise<BenchResult> {
  const threads = threadCount();
  const recommender = createPageRecommender({ device: 'wasm' });
  const started = performance.now();
  const { backends } = await recommender.load();
  const loadMs = performance.now() - started;
  const photo = await (await fetch('fixtures/photos/coffee.jpg')).blob();
  const bare = {
    photo: await bareModel(settings.photoModel, 'photo', settings.tokens, threads),
    caption: await bareModel(settings.captionModel, 'caption', settings.tokens, threads),
  };
  const times = await measureWhole(recommender, photo, settings.caption, bare, settings.runs);
  const slices = Math.max(3, Math.round(settings.runs / 5));
  const throughput = await measureThroughput(recommender, await enlarged(photo, settings.width), bare, slices);
  await recommender.dispose();
  return { threads, backends, loadMs, times, throughput };
}
