import { OnceMade } from '../domain/once-made.ts';
import { Downloader } from '../encoders/download/download.ts';
import { httpSource } from '../encoders/download/http-source.ts';
import { browserCache } from '../encoders/download/model-cache.browser.ts';
import { toCrossing } from '../recommender/calls/errors.ts';
import { runtimeFiles } from '../recommender/models/runtime-files.ts';
import { relayThreads } from '../recommender/worker/thread-relay.ts';
import { EverydayLab } from './everyday.ts';
import { Lab } from './lab.ts';
import type { LabCalls } from './lab.ts';
import type { PostSeer, SeeAsk } from './see-post.ts';
import type { FromLab, LabBases, LabTask, LabWork, OwnTask, ToLab } from './lab-protocol.ts';
import type { OwnLab } from './own/own-lab.ts';

relayThreads(self);

let lab: OnceMade<Lab> | null = null;
const running = new Map<number, AbortController>();

function send(message: FromLab): void {
  self.postMessage(message);
}

/** TF.js' WebAssembly is the engine's, checked and kept in the same place. */
const places = new OnceMade(async () => {
  const { tfSimd, tfPlain } = runtimeFiles();
  const downloader = new Downloader(httpSource(), await browserCache());
  const wasm = new OnceMade(async () => {
    const [simd = new Uint8Array()] = await downloader.fetch([tfSimd]);
    return { simd: URL.createObjectURL(new Blob([simd], { type: 'application/wasm' })), plain: tfPlain };
  });
  return { downloader, cached: true, wasm: () => wasm.get() };
});

/** The one Lab of this worker. */
function labOf(bases: LabBases): Promise<Lab> {
  lab ??= new OnceMade(async () => new Lab({ ...(await places.get()), ...bases }));
  return lab.get();
}

let everyday: OnceMade<EverydayLab> | null = null;

/** The everyday network's evaluation. */
function everydayOf(bases: LabBases): Promise<EverydayLab> {
  everyday ??= new OnceMade(async () => new EverydayLab({ ...(await places.get()), ...bases }));
  return everyday.get();
}

let own: OnceMade<OwnLab> | null = null;

/** Somebody's own posts; with encoders, so it is fetched when it is asked for. */
function ownOf({ models }: LabBases): Promise<OwnLab> {
  own ??= new OnceMade(async () => {
    const [{ OwnLab }, { browserFeatures }, { browserParts }] = await Promise.all([
      import('./own/own-lab.ts'),
      import('./own/feature-store.browser.ts'),
      import('../recommender/models/browser-parts.ts'),
    ]);
    return new OwnLab({
      ...{ ...(await places.get()), models, store: await browserFeatures() },
      parts: (network) => browserParts({ base: models, network, history: 'off' }),
    });
  });
  return own.get();
}

/** What is asked of somebody's own posts. */
async function ownWork(bases: LabBases, task: OwnTask, ask: unknown, calls: LabCalls): Promise<unknown> {
  const posts = await ownOf(bases);
  switch (task) {
    case 'ownRead':
      return posts.read(ask as LabWork['ownRead']['ask'], calls);
    case 'ownJudge':
      return posts.judge((ask as LabWork['ownJudge']['ask']).network, calls);
    case 'ownTrain': {
      const { base, options } = ask as LabWork['ownTrain']['ask'];
      return posts.train(base, options, calls);
    }
    case 'ownFusions': {
      const { base, options } = ask as LabWork['ownFusions']['ask'];
      return posts.fusions(base, options, calls);
    }
    case 'ownKeep': {
      const { name, day, which } = ask as LabWork['ownKeep']['ask'];
      return posts.keep(name, day, which);
    }
    case 'ownList':
      return posts.list();
    case 'ownForget':
      await posts.forget((ask as LabWork['ownForget']['ask']).ref);
      return null;
    case 'ownExport':
      return posts.export((ask as LabWork['ownExport']['ask']).ref);
    case 'ownImport':
      return posts.import(ask as LabWork['ownImport']['ask'], calls);
  }
}

let seer: OnceMade<PostSeer> | null = null;

/** Whatever has encoders in it is fetched when it is asked for: evaluating needs none. */
function seerOf({ models }: LabBases): Promise<PostSeer> {
  seer ??= new OnceMade(async () => {
    const [{ PostSeer }, { browserParts }] = await Promise.all([
      import('./see-post.ts'),
      import('../recommender/models/browser-parts.ts'),
    ]);
    return new PostSeer((network) => browserParts({ base: models, network, history: 'off' }));
  });
  return seer.get();
}

async function work(bases: LabBases, task: LabTask, ask: unknown, calls: LabCalls): Promise<unknown> {
  switch (task) {
    case 'open':
      return (await labOf(bases)).open(calls);
    case 'vocabulary':
      return (await labOf(bases)).vocabulary(calls);
    case 'evaluate':
      return (await labOf(bases)).evaluate(ask as LabWork['evaluate']['ask'], calls);
    case 'difference': {
      const { before, after, k, stratum } = ask as LabWork['difference']['ask'];
      return (await labOf(bases)).difference(before, after, k, stratum);
    }
    case 'everydayOpen':
      return (await everydayOf(bases)).open(calls);
    case 'everyday':
      return (await everydayOf(bases)).evaluate(ask as LabWork['everyday']['ask'], calls);
    case 'everydayUses':
      return (await everydayOf(bases)).uses(calls);
    case 'everydayDifference': {
      const { given, before, after, k, stratum } = ask as LabWork['everydayDifference']['ask'];
      return (await everydayOf(bases)).difference(given, before, after, k, stratum);
    }
    case 'see':
      return (await seerOf(bases)).see(ask as SeeAsk, calls);
    case 'backends':
      return (await import('./backend-report.browser.ts')).reportDevice(bases.models, calls);
    default:
      return ownWork(bases, task, ask, calls);
  }
}

async function answer({ id, bases, task, ask }: Extract<ToLab, { type: 'ask' }>): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const made = await work(bases, task, ask, {
      signal: stop.signal,
      onProgress: (done, of) => {
        send({ type: 'progress', id, done, of });
      },
      onDownload: (progress) => {
        send({ type: 'download', id, progress });
      },
      onEpoch: (report) => {
        send({ type: 'epoch', id, report });
      },
    });
    send({ type: 'answer', id, answer: made });
  } catch (error) {
    send({ type: 'error', id, error: toCrossing(error) });
  } finally {
    running.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToLab>) => {
  if (data.type === 'abort') running.get(data.id)?.abort();
  else void answer(data);
});
