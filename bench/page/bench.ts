import type { Backends } from '../../src/domain/recommendation.ts';
import { threadCount } from '../../src/encoders/runtime/runtime.browser.ts';
import type { Recommender } from '../../src/recommender/recommender.ts';
import { createPageRecommender } from '../../src/recommender/worker/page-recommender.ts';
import { bareModel } from './bare-model.ts';
import type { BareModel } from './bare-model.ts';
import { makeHistory, measureWhole } from './measure.ts';
import type { Times } from './measure.ts';
import { openRivals } from './rivals.ts';
import type { RivalFiles } from './rivals.ts';
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
  /** Null = without what a user would run instead. */
  readonly rivals: RivalFiles | null;
}

export interface Start {
  /** Milliseconds of `load`, and from the navigation to the first tags. */
  readonly loadMs: number;
  readonly firstTagsMs: number;
}

interface Opened {
  readonly recommender: Recommender;
  readonly backends: Backends;
  readonly photo: Blob;
}

interface Bare {
  readonly photo: BareModel;
  readonly caption: BareModel;
}

let opened: Opened | null = null;
let bare: Bare | null = null;

/** Loads the engine and asks for tags once. */
async function start({ caption }: BenchSettings): Promise<Start> {
  const recommender = createPageRecommender({ device: 'wasm' });
  const began = performance.now();
  const photoComing = fetch('fixtures/photos/coffee.jpg').then((response) => response.blob());
  const { backends } = await recommender.load();
  const loadMs = performance.now() - began;
  const photo = await photoComing;
  await recommender.recommend({ photo, caption });
  opened = { recommender, backends, photo };
  return { loadMs, firstTagsMs: performance.now() };
}

/** Whole recommendations, bare models and rivals in turn, with 20 earlier posts. */
async function whole(settings: BenchSettings): Promise<{ threads: number; backends: Backends; times: Times }> {
  const { recommender, backends, photo } = needed(opened);
  const threads = threadCount();
  bare = {
    photo: await bareModel(settings.photoModel, 'photo', settings.tokens, threads),
    caption: await bareModel(settings.captionModel, 'caption', settings.tokens, threads),
  };
  const rivals = settings.rivals === null ? null : await openRivals(settings.rivals);
  await makeHistory(recommender);
  const times = await measureWhole(recommender, photo, settings.caption, bare, settings.runs, rivals);
  await rivals?.dispose();
  return { threads, backends, times };
}

/** So many runs of a bare encoder: a slice beside one of the native runtime. */
async function bareRuns(kind: keyof Bare, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await needed(bare)[kind].run());
  return times;
}

async function throughput({ runs, width }: BenchSettings): Promise<Throughput> {
  const { recommender, photo } = needed(opened);
  const slices = Math.max(3, Math.round(runs / 5));
  return measureThroughput(recommender, await enlarged(photo, width), needed(bare), slices);
}

function needed<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The steps of the bench come in their order: start, whole, the rest.');
  return value;
}

/** What scripts/bench.mjs calls, in this order, on WebAssembly. */
export const bench = { start, whole, bareRuns, throughput };
