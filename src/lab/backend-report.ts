import { TagweaveError } from '../domain/errors/errors.ts';
import { modelRef } from '../domain/models/model-files.ts';
import { vocabularySchema } from '../domain/models/network-manifest.ts';
import type { EncoderBackend, NetworkBackend } from '../domain/recommendation.ts';
import { throwIfAborted } from '../encoders/download/abort.ts';
import { loadCaptionEncoder } from '../encoders/caption/caption-encoder.ts';
import { checked } from '../encoders/models/catalogue.ts';
import type { EncoderModel } from '../encoders/models/catalogue.ts';
import { fetchModels } from '../encoders/models/fetch-models.ts';
import { goldenJson, readGolden } from '../encoders/models/golden-file.ts';
import { formsOf } from '../encoders/models/model-forms.ts';
import { loadPhotoEncoder } from '../encoders/photo/photo-encoder.ts';
import type { LoadOptions } from '../encoders/photo/photo-encoder.ts';
import type { EncoderPlatform } from '../encoders/platform.ts';
import { patternImage } from '../encoders/photo/self-check.ts';
import type { ModelFiles } from '../encoders/runtime/transformers.ts';
import { jsonFile } from '../encoders/runtime/transformers.ts';
import { BACKENDS, dropBackend, startBackend } from '../network/tensors/backend.ts';
import type { WasmFiles } from '../network/tensors/backend.ts';
import { FINAL_STAGES, parseGolden, runGolden, SELF_CHECK_TOLERANCE } from '../network/golden.ts';
import { loadNetwork } from '../network/network.ts';
import { OpenNetwork } from '../network/open-network.ts';
import { breath } from '../recommender/work/breath.ts';
import { chooseModels } from '../recommender/models/choose-models.ts';
import type { NetworkRuntime } from '../recommender/models/load-models.ts';
import { RUNS } from './backend-runs.ts';
import type { LabCalls } from './lab.ts';

export type ReportPart = 'photo' | 'caption' | 'network';

/** One model on one backend of this device. */
export interface BackendRow {
  readonly part: ReportPart;
  /** `id@revision`. */
  readonly model: string;
  readonly backend: EncoderBackend | NetworkBackend;
  /** `passed` and `failed` are of the golden vectors; `unchecked`: there are none; `absent`: it does not start here. */
  readonly state: 'passed' | 'failed' | 'unchecked' | 'absent';
  /** How far a number may be from its golden one. */
  readonly tolerance: number | null;
  /** Greatest difference found in the final stages; of networks only. */
  readonly difference: number | null;
  /** Creating it and checking it, milliseconds, without the download. */
  readonly startMs: number | null;
  /** Median of {@link RUNS} runs on one post whose kernels are compiled, milliseconds. */
  readonly runMs: number | null;
  /** What the runtime said where it does not start or pass. */
  readonly why: string | null;
  /** The one that the page takes on this device. */
  readonly chosen: boolean;
}

export interface BackendReport {
  readonly rows: readonly BackendRow[];
  /** What the choice of each model noted on its way. */
  readonly notes: Readonly<Record<ReportPart, readonly string[]>>;
}

export interface ReportPlaces {
  readonly platform: EncoderPlatform;
  readonly runtime: NetworkRuntime;
  /** Folder of `catalogue.json`. */
  readonly models: string;
  /** Encoders' backends to tell of, those that the platform does not offer included. */
  readonly encoders: readonly EncoderBackend[];
}

const CAPTION = 'The quick brown fox jumps over the lazy dog near the river bank.';

/**
 * Checks and times the default models on every backend of this device, one after the other, and asks which of them the page takes.
 * Leaves TF.js on another backend than it was: to be run in a worker of its own.
 * @throws TagweaveError of the download, `aborted`
 */
export async function reportBackends(places: ReportPlaces, calls: LabCalls = {}): Promise<BackendReport> {
  const { platform, runtime } = places;
  const { signal, onDownload, onProgress } = calls;
  const { photo, caption, network } = await chooseModels(platform, { base: places.models }, signal);
  const extra = [...platform.runtime.files, ...runtime.files];
  const fetched = await fetchModels(platform.downloader, [photo, caption, network], extra, {
    signal,
    onProgress: onDownload,
  });
  const [photoFiles, captionFiles, networkFiles] = fetched.models;
  await platform.runtime.start(fetched.extra.slice(0, platform.runtime.files.length));
  const wasm = runtime.toFiles(fetched.extra.slice(platform.runtime.files.length));

  const seats = [
    { part: 'photo', model: photo, files: photoFiles ?? new Map() },
    { part: 'caption', model: caption, files: captionFiles ?? new Map() },
  ] as const;
  const tried = runtime.backends ?? BACKENDS;
  const steps = seats.length * (places.encoders.length + 1) + tried.length + 1;
  let done = 0;
  const step = async (): Promise<void> => {
    onProgress?.((done += 1) - 1, steps);
    await breath(); // lets an abort come in
    throwIfAborted(signal);
  };

  const rows: BackendRow[] = [];
  const notes: Record<ReportPart, readonly string[]> = { photo: [], caption: [], network: [] };
  for (const seat of seats) {
    const found: BackendRow[] = [];
    for (const backend of places.encoders) {
      await step();
      found.push(await encoderRow(platform, seat, backend, signal));
    }
    await step();
    const choice = await chosenEncoder(platform, seat, signal);
    notes[seat.part] = [...(platform.runtime.note === null ? [] : [platform.runtime.note]), ...choice.notes];
    rows.push(...found.map((row) => ({ ...row, chosen: row.backend === choice.backend })));
  }
  const { manifest } = network;
  const files = {
    manifest,
    weights: bufferOf(networkFiles?.get(manifest.network.weights.file)),
    vocabulary: checked(vocabularySchema, jsonFile(networkFiles ?? new Map(), 'vocabulary.json'), 'vocabulary.json'),
  };
  const golden = await goldenJson(platform.downloader, network, signal);
  const found: BackendRow[] = [];
  for (const backend of tried) {
    await step();
    found.push(await networkRow(files, backend, golden, wasm));
  }
  await step();
  const open = await OpenNetwork.open(files, {
    ...{ wasm, golden },
    ...(runtime.backends === undefined ? {} : { backends: runtime.backends }),
  });
  const { backend } = open;
  await open.dispose();
  const slow = found.find((row) => row.backend === 'webgpu' && row.state === 'passed' && backend !== 'webgpu');
  if (slow !== undefined) notes.network = [`webgpu took ${(slow.runMs ?? 0).toFixed(1)} ms a run`];
  rows.push(...found.map((row) => ({ ...row, chosen: row.backend === backend })));
  onProgress?.(steps, steps);
  return { rows, notes };
}

interface Seat {
  readonly part: 'photo' | 'caption';
  readonly model: EncoderModel;
  readonly files: ModelFiles;
}

/** A loaded encoder that runs on something of its own kind. */
interface Runnable {
  readonly backend: EncoderBackend;
  readonly notes: readonly string[];
  run(): Promise<unknown>;
  dispose(): Promise<void>;
}

async function loaded(
  platform: EncoderPlatform,
  { part, model, files }: Seat,
  choice: LoadOptions['choice'],
  signal: AbortSignal | undefined,
): Promise<Runnable> {
  const { downloader } = platform;
  const options: LoadOptions = {
    files: formsOf(downloader, model, files, signal),
    golden: () => readGolden(downloader, model, signal),
    ...{ choice, signal },
  };
  if (part === 'caption') {
    const encoder = await loadCaptionEncoder(model, options);
    return runnable(encoder, () => encoder.encode(CAPTION));
  }
  const encoder = await loadPhotoEncoder(model, options);
  const noise = {
    ...{ width: 640, height: 640 },
    pixels: (size: number) => patternImage({ pattern: 'noise', seed: 7 }, size),
    thumbnail: () => Promise.resolve(new Blob()),
  };
  return runnable(encoder, () => encoder.encode(noise));
}

function runnable(encoder: Pick<Runnable, 'backend' | 'notes' | 'dispose'>, run: () => Promise<unknown>): Runnable {
  return { backend: encoder.backend, notes: [...encoder.notes], run, dispose: () => encoder.dispose() };
}

async function encoderRow(
  platform: EncoderPlatform,
  seat: Seat,
  backend: EncoderBackend,
  signal: AbortSignal | undefined,
): Promise<BackendRow> {
  const { downloader, runtime } = platform;
  const about = { part: seat.part, model: modelRef(seat.model.manifest), backend, chosen: false };
  const golden = await readGolden(downloader, seat.model, signal);
  const nothing = { tolerance: golden?.tolerance ?? null, difference: null, startMs: null, runMs: null };
  if (!runtime.choice.backends.includes(backend)) return { ...about, ...nothing, state: 'absent', why: runtime.note };
  try {
    const start = performance.now();
    const encoder = await loaded(platform, seat, { ...runtime.choice, backends: [backend], forced: true }, signal);
    const startMs = performance.now() - start;
    try {
      const runMs = await medianMs(() => encoder.run());
      const state = golden === null ? 'unchecked' : 'passed';
      return { ...about, ...nothing, state, startMs, runMs, why: encoder.notes.join('; ') || null };
    } finally {
      await encoder.dispose();
    }
  } catch (error) {
    throwIfAborted(signal);
    const differs = error instanceof TagweaveError ? error.details['why'] : undefined;
    return { ...about, ...nothing, state: differs === undefined ? 'absent' : 'failed', why: sentenceOf(error) };
  }
}

/** What the page would take; with one backend on offer there is nothing to choose. */
async function chosenEncoder(
  platform: EncoderPlatform,
  seat: Seat,
  signal: AbortSignal | undefined,
): Promise<Pick<Runnable, 'backend' | 'notes'>> {
  const { choice } = platform.runtime;
  const [only] = choice.backends;
  if (only !== undefined && choice.backends.length === 1) return { backend: only, notes: [] };
  const encoder = await loaded(platform, seat, choice, signal);
  await encoder.dispose();
  return encoder;
}

async function networkRow(
  files: Parameters<typeof loadNetwork>[0],
  backend: NetworkBackend,
  golden: unknown,
  wasm: WasmFiles,
): Promise<BackendRow> {
  const about = { part: 'network', model: modelRef(files.manifest), backend, chosen: false } as const;
  const nothing = { tolerance: SELF_CHECK_TOLERANCE, difference: null, startMs: null, runMs: null };
  try {
    const start = performance.now();
    await startBackend(backend, wasm);
    const network = await loadNetwork(files);
    try {
      await network.warmUp();
      const cases = golden === null ? null : parseGolden(golden);
      const report = cases === null ? null : await runGolden(network, cases);
      const startMs = performance.now() - start;
      const [first] = cases?.cases ?? [];
      const input = first ?? { photo: null, caption: null, history: [] };
      const runMs = await medianMs(() => network.run(input));
      if (report === null) return { ...about, ...nothing, state: 'unchecked', startMs, runMs, why: null };
      const difference = Math.max(...FINAL_STAGES.map((stage) => report.differences[stage]));
      const state = difference <= SELF_CHECK_TOLERANCE ? 'passed' : 'failed';
      return { ...about, ...nothing, state, difference, startMs, runMs, why: null };
    } finally {
      network.dispose();
    }
  } catch (error) {
    dropBackend(backend);
    return { ...about, ...nothing, state: 'absent', why: sentenceOf(error) };
  }
}

async function medianMs(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let n = 0; n < RUNS; n += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

/** The reason behind an error where it has one. */
function sentenceOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

function bufferOf(bytes: Uint8Array<ArrayBuffer> | undefined): ArrayBuffer {
  return (bytes ?? new Uint8Array()).slice().buffer;
}
