import { TagweaveError } from '../../domain/errors/errors.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import { relatedSchema, vocabularySchema } from '../../domain/models/network-manifest.ts';
import type { NetworkManifest, RelatedTags, Vocabulary } from '../../domain/models/network-manifest.ts';
import { rankingModelSchema } from '../../domain/models/ranking-model.ts';
import type { RankingModel } from '../../domain/models/ranking-model.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { Downloader } from '../../encoders/download/download.ts';
import { joinAddress } from '../../encoders/download/byte-source.ts';
import { loadCaptionEncoder } from '../../encoders/caption/caption-encoder.ts';
import { checked } from '../../encoders/models/catalogue.ts';
import type { EncoderModel } from '../../encoders/models/catalogue.ts';
import type { WantedFile } from '../../encoders/download/wanted-file.ts';
import { downloadSize, fetchModels } from '../../encoders/models/fetch-models.ts';
import type { Fetchable, Fetched } from '../../encoders/models/fetch-models.ts';
import { checkMemory } from '../../encoders/models/check-memory.ts';
import { goldenJson, readGolden } from '../../encoders/models/golden-file.ts';
import { formsOf, neededNow } from '../../encoders/models/model-forms.ts';
import type { FilesOf } from '../../encoders/models/model-forms.ts';
import { loadPhotoEncoder } from '../../encoders/photo/photo-encoder.ts';
import type { LoadOptions } from '../../encoders/photo/photo-encoder.ts';
import type { EncoderPlatform } from '../../encoders/platform.ts';
import type { ModelFiles } from '../../encoders/runtime/transformers.ts';
import { jsonFile, transformers } from '../../encoders/runtime/transformers.ts';
import type { WasmFiles } from '../../network/tensors/backend.ts';
import { OpenNetwork } from '../../network/open-network.ts';
import { CaptionLater } from './caption-later.ts';
import { chooseModels } from './choose-models.ts';
import type { ChosenModels, LocalChoice } from './choose-models.ts';
import type { LoadCalls, Models } from './engine-parts.ts';
import type { DownloadSize } from '../recommender.ts';

/** TF.js' WebAssembly: fetched and checked with everything else (then handed over by `toFiles`), or already at hand. */
export interface NetworkRuntime {
  readonly files: readonly WantedFile[];
  toFiles(bytes: readonly Uint8Array<ArrayBuffer>[]): WasmFiles;
  /** Backends to try; undefined = webgpu (real graphics processors only), wasm, cpu. */
  readonly backends: readonly NetworkBackend[] | undefined;
  /** Check the network's golden vectors at the start; worth their download where a GPU computes. */
  readonly selfCheck: boolean;
}

export interface ModelLoader {
  downloadSize(): Promise<DownloadSize>;
  load(calls: LoadCalls): Promise<Models>;
}

/** Finds, fetches, checks and starts the models of a choice on a platform. */
export function modelLoader(platform: EncoderPlatform, runtime: NetworkRuntime, choice: LocalChoice): ModelLoader {
  const { downloader } = platform;
  const extra = [...platform.runtime.files, ...runtime.files];

  return {
    async downloadSize() {
      const { photo, caption, network } = await chooseModels(platform, choice);
      return downloadSize(downloader, [photo, caption, network], extra);
    },
    async load({ report, deviceLost, photoReady, signal }) {
      // Its code comes and is compiled while the models are read; what is wrong with it is told where it is needed.
      transformers().catch(() => undefined);
      const { photo, caption, network } = await chooseModels(platform, choice, signal);
      const { manifest } = network;
      const { backends } = platform.runtime.choice;
      const captionNow = await neededNow(downloader, caption, backends);
      const unchecked = new Set<string>();
      // Golden vectors are a check, not a need: a start without them is better than none, and says so.
      const orUnchecked = <Golden>(
        of: Parameters<typeof modelRef>[0],
        golden: Promise<Golden>,
      ): Promise<Golden | null> =>
        golden.catch(() => {
          throwIfAborted(signal);
          unchecked.add(modelRef(of));
          return null;
        });
      const optionsFor = (model: EncoderModel, files: FilesOf): LoadOptions => ({
        files,
        choice: platform.runtime.choice,
        golden: () => orUnchecked(model.manifest, readGolden(downloader, model, signal)),
        checks: checkMemory(downloader.cache, model, platform.runtime.machine),
        signal,
        onDeviceLost: deviceLost,
      });
      const ready: { dispose(): Promise<void> }[] = [];
      const keep = <Model extends { dispose(): Promise<void> }>(model: Model): Model => {
        ready.push(model);
        return model;
      };
      /** Photo encoder and network, begun once: when their files are here. */
      const open = async ({ models: [photoFiles, networkFiles], extra: came }: Fetched) => {
        await platform.runtime.start(came.slice(0, platform.runtime.files.length));
        const wasm = runtime.toFiles(came.slice(platform.runtime.files.length));
        const vocabulary = vocabularyOf(networkFiles, network.base);
        const openNetwork = async (): Promise<OpenNetwork> =>
          keep(
            await OpenNetwork.open(
              { manifest, weights: weightsOf(networkFiles, manifest), vocabulary },
              {
                wasm,
                ...(runtime.backends === undefined ? {} : { backends: runtime.backends }),
                golden: runtime.selfCheck ? await orUnchecked(manifest, goldenJson(downloader, network, signal)) : null,
                onBackendChange: deviceLost,
              },
            ),
          );
        // Its WebAssembly is compiled while the encoders are built. Not beside a graphics processor, whose speed is measured as it starts.
        let opening = backends.includes('webgpu') ? null : openNetwork();
        opening?.catch(() => undefined);
        const photoForms = formsOf(downloader, photo, photoFiles ?? NO_FILES, signal);
        const photoEncoder = keep(await loadPhotoEncoder(photo, optionsFor(photo, photoForms)));
        const named = { networkRef: modelRef(manifest), vocabulary, ranking: rankingOf(networkFiles, network) };
        return {
          photo: photoEncoder,
          network: () => (opening ??= openNetwork()),
          /** The network that is being opened, if any is. */
          opening: () => opening,
          others: {
            ...named,
            ...(manifest.network.body === undefined ? {} : { vectorsOf: manifest.network.body }),
            related: relatedOf(networkFiles, network),
          },
        };
      };
      const soon = new CaptionLater(modelRef(caption.manifest));
      const begun: { opened: ReturnType<typeof open> | null; early: Promise<Models> | null } = {
        opened: null,
        early: null,
      };
      const openEarly = async (fetched: Fetched): Promise<Models> => {
        const first = await (begun.opened = open(fetched));
        const models = { photo: first.photo, caption: soon, network: await first.network(), ...first.others };
        if (!signal.aborted) photoReady?.(models);
        return models;
      };
      try {
        const isComing = photoReady !== undefined && (await isMissing(downloader, captionNow));
        const fetched = await fetchModels(downloader, [photo, network, captionNow], extra, {
          signal,
          onProgress: (progress) => {
            report({ type: 'download', ...progress });
          },
          onRetry: (pauseMs) => {
            report({ type: 'download-retry', pauseMs });
          },
          ...(isComing && {
            first: {
              models: 2,
              here: (first) => {
                begun.early = openEarly(first);
                begun.early.catch(() => undefined); // told below
              },
            },
          }),
        });
        const captionForms = formsOf(downloader, caption, fetched.models[2] ?? NO_FILES, signal);
        // The form that lies in the cache is read and checked while the photo encoder is built.
        let derived = captionNow === caption ? null : captionForms('derived');
        derived?.catch(() => undefined);
        report({ type: 'loading', what: 'photo-encoder', step: 1, of: 3 });
        const first = await (begun.opened ?? open(fetched));
        report({ type: 'loading', what: 'caption-encoder', step: 2, of: 3 });
        const captionFilesOf: FilesOf = (form) => {
          const read = form === 'derived' ? derived : null;
          if (read !== null) derived = null; // once: it must not stay in memory
          return read ?? captionForms(form);
        };
        const captionEncoder = keep(await loadCaptionEncoder(caption, optionsFor(caption, captionFilesOf)));
        report({ type: 'loading', what: 'network', step: 3, of: 3 });
        soon.came(captionEncoder);
        const models = (await begun.early) ?? {
          ...{ photo: first.photo, caption: captionEncoder, network: await first.network() },
          ...first.others,
        };
        return Object.assign(models, { unchecked: [...unchecked] });
      } catch (error) {
        soon.failed(error);
        // What is still being opened is disposed of when it is there.
        const first = begun.opened?.then(({ opening }) => opening());
        await Promise.allSettled([begun.early, first].filter((one) => one instanceof Promise));
        await Promise.allSettled(ready.map((model) => model.dispose()));
        throw error;
      }
    },
  };
}

/** Whether files of a model have to be downloaded. */
async function isMissing(downloader: Downloader, model: Fetchable): Promise<boolean> {
  const { totalBytes, cachedBytes } = await downloadSize(downloader, [model]);
  return cachedBytes < totalBytes;
}

const NO_FILES: ModelFiles = new Map<string, Uint8Array<ArrayBuffer>>();

function vocabularyOf(files: ModelFiles | undefined, base: string): Vocabulary {
  return checked(
    vocabularySchema,
    files === undefined ? null : jsonFile(files, 'vocabulary.json'),
    joinAddress(base, 'vocabulary.json'),
  );
}

/** The ranking model, if the network brings one. @throws TagweaveError `model-invalid` when it belongs to another network */
function rankingOf(files: ModelFiles | undefined, { manifest, base }: ChosenModels['network']): RankingModel | null {
  const { ranking, vocabulary, photo, caption } = manifest.network;
  if (ranking === undefined) return null;
  const address = joinAddress(base, ranking.file);
  const model = checked(rankingModelSchema, files === undefined ? null : jsonFile(files, ranking.file), address);
  const { centre, languages } = model.near;
  const fits =
    model.network === modelRef(manifest) &&
    model.naming.rates.length === vocabulary &&
    model.alike.flat().every((index) => index < vocabulary) &&
    centre.photo.length === photo.width &&
    [centre.caption, ...Object.values(languages.offsets)].every(({ length }) => length === caption.width);
  if (fits) return model;
  throw new TagweaveError(
    'model-invalid',
    `The ranking model was learnt on ${model.network}, not on ${modelRef(manifest)}. Download the model again.`,
    { details: { file: ranking.file } },
  );
}

/** The table of related hashtags, if the network brings one. @throws TagweaveError `model-invalid` when it is of another vocabulary */
function relatedOf(files: ModelFiles | undefined, { manifest, base }: ChosenModels['network']): RelatedTags | null {
  const { related, vocabulary } = manifest.network;
  if (related === undefined) return null;
  const address = joinAddress(base, related.file);
  const table = checked(relatedSchema, files === undefined ? null : jsonFile(files, related.file), address);
  const rows = table.related;
  if (rows.length === vocabulary && rows.every((row) => row.every((index) => index < vocabulary))) return table;
  throw new TagweaveError(
    'model-invalid',
    `The table of related hashtags is of another vocabulary than ${modelRef(manifest)}. Download the model again.`,
    { details: { file: related.file } },
  );
}

/** The weights as a buffer of their own. */
function weightsOf(files: ModelFiles | undefined, manifest: NetworkManifest): ArrayBuffer {
  const bytes = files?.get(manifest.network.weights.file) ?? new Uint8Array();
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}
