import type { Difference } from '../../domain/metrics/bootstrap.ts';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PickedFile } from '../../domain/post/import.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { NetworkManifest, Vocabulary } from '../../domain/models/network-manifest.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import type { DownloadProgress } from '../../encoders/download/download.ts';
import { storeNetwork, storedNetworks } from '../../encoders/models/stored-networks.ts';
import { forgetModels } from '../../encoders/models/stored-models.ts';
import type { WasmFiles } from '../../network/backend.ts';
import { OpenNetwork } from '../../network/open-network.ts';
import { startingHead, withTagHead } from '../../network/tag-head.ts';
import type { NetworkFiles } from '../../network/network.ts';
import type { EngineParts, Models } from '../../recommender/models/engine-parts.ts';
import { WorkQueue } from '../../recommender/work/work-queue.ts';
import { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { differenceAt, metricsAt } from '../judged.ts';
import type { Met } from '../judged.ts';
import type { Head } from '../lists.ts';
import { computeFeatures } from './compute-features.ts';
import type { ComputedFeatures } from './compute-features.ts';
import type { FeatureStore } from './feature-store.ts';
import { countsOf, rowsOf, sharesOf, sizesOf, trainable, trainingSet } from './held-posts.ts';
import type { HeldPosts } from './held-posts.ts';
import { judgePosts } from './judge-posts.ts';
import { nameNetwork } from './named-network.ts';
import type { NamedNetwork } from './named-network.ts';
import { networkFiles, vectorMaker } from './network-files.ts';
import type { NetworkPlaces } from './network-files.ts';
import { readPackage, writePackage } from './network-package.ts';
import type { OwnProblem } from './own-post.ts';
import { partsOf } from './parts.ts';
import type { OwnPart } from './parts.ts';
import { readOwnPosts } from './read-own-posts.ts';
import { metByHead, tagsToLearn, trainHead } from './train-own.ts';
import type { EpochReport, TrainOptions, TrainedHead } from './train-own.ts';

/** What somebody's posts are, in numbers. */
export interface OwnSummary {
  readonly posts: number;
  readonly photos: number;
  /** Different hashtags. */
  readonly tags: number;
  readonly users: number;
  readonly parts: Readonly<Record<OwnPart, number>>;
  readonly problems: readonly OwnProblem[];
}

/** What a network's lists met in the posts. */
export interface OwnJudged {
  readonly network: string;
  readonly heads: Readonly<Partial<Record<Head, Met>>>;
  /** Different hashtags of the posts that the network knows. */
  readonly known: number;
  /** |G| of each post. */
  readonly sizes: readonly number[];
  /** Posts that were judged, by part. */
  readonly rows: Readonly<Record<OwnPart, readonly number[]>>;
  /** Photos that could not be opened. */
  readonly problems: readonly OwnProblem[];
  /** Posts whose features were on the device already. */
  readonly kept: number;
  readonly backend: NetworkBackend;
}

/** What training brought: before and after on the test part, which it did not see. */
export interface OwnTrained {
  readonly base: string;
  readonly tags: number;
  readonly epochs: readonly EpochReport[];
  readonly best: number;
  readonly before: Met;
  readonly after: Met;
  readonly sizes: readonly number[];
  readonly rows: readonly number[];
  /** Of F1@K; null without a post to judge. */
  readonly difference: Difference | null;
  readonly backend: NetworkBackend;
  /** Milliseconds of the epochs. */
  readonly timeMs: number;
}

/** A network trained here, as the page lists it. */
export interface OwnNetwork {
  /** `id@revision` */
  readonly ref: string;
  readonly name: string;
  readonly description: string;
  readonly tags: number;
  readonly bytes: number;
}

export interface OwnCalls {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
  readonly onEpoch?: ((report: EpochReport) => void) | undefined;
}

export interface OwnPlaces extends NetworkPlaces {
  /** TF.js' WebAssembly. */
  readonly wasm: () => Promise<WasmFiles>;
  readonly backends?: readonly NetworkBackend[];
  readonly store: FeatureStore;
  /** What loads a network of the catalogue with its encoders. */
  readonly parts: (network: string) => Pick<EngineParts, 'decoder' | 'loadModels'>;
}

interface Fresh {
  readonly base: NetworkFiles;
  readonly tags: Vocabulary['tags'];
  readonly trained: TrainedHead;
  readonly options: TrainOptions;
  readonly told: OwnTrained;
}

/** Somebody's own posts in the Lab: read, measured, learnt from. What is long goes one after the other, since each takes a device's memory. */
export class OwnLab {
  readonly #places: OwnPlaces;
  readonly #queue = new WorkQueue();
  #held: HeldPosts | null = null;
  #fresh: Fresh | null = null;
  readonly #features = new Map<string, ComputedFeatures>();

  constructor(places: OwnPlaces) {
    this.#places = places;
  }

  /** @throws TagweaveError as {@link readOwnPosts} */
  read(picked: readonly PickedFile[], calls: OwnCalls = {}): Promise<OwnSummary> {
    return this.#queue.add(() => this.#read(picked, calls), calls.signal);
  }

  async #read(picked: readonly PickedFile[], { signal }: OwnCalls): Promise<OwnSummary> {
    const found = await readOwnPosts(picked, { signal });
    const parts = await partsOf(found.posts);
    this.#held = { ...found, parts };
    this.#fresh = null;
    this.#features.clear();
    const { posts, problems } = found;
    return {
      posts: posts.length,
      photos: posts.filter(({ picture }) => picture !== null).length,
      tags: new Set(posts.flatMap(({ tags }) => tags.map(({ key }) => key))).size,
      users: new Set(posts.flatMap(({ user }) => user ?? [])).size,
      parts: countsOf(parts),
      problems,
    };
  }

  /**
   * Features of every post, as far as they are not on the device, and the lists of a network.
   * @param network an id of the catalogue, or `id@revision` of one trained here
   * @throws TagweaveError of the models, `aborted`
   */
  judge(network: string, calls: OwnCalls = {}): Promise<OwnJudged> {
    return this.#queue.add(() => this.#judge(network, calls), calls.signal);
  }

  async #judge(network: string, calls: OwnCalls): Promise<OwnJudged> {
    const held = this.#posts();
    const files = await networkFiles(this.#places, network, calls);
    const computed = await this.#computed(held, files.manifest, calls);
    return this.#opened(files, async (open) => {
      const vocabulary = new VocabularyIndex(files.vocabulary);
      const { heads, known } = await judgePosts(held.posts, computed.features, { network: open, vocabulary }, calls);
      return {
        ...{ network: modelRef(files.manifest), heads, known, sizes: sizesOf(held) },
        rows: rowsOf(held, computed),
        ...{ problems: computed.problems, kept: computed.kept, backend: open.backend },
      };
    });
  }

  /**
   * Trains a tag head on the posts' hashtags over the frozen body of a network of the catalogue.
   * @throws TagweaveError `usage` when there is too little to learn from; of the models, `aborted`
   */
  train(base: string, options: TrainOptions, calls: OwnCalls = {}): Promise<OwnTrained> {
    return this.#queue.add(() => this.#train(base, options, calls), calls.signal);
  }

  async #train(base: string, options: TrainOptions, calls: OwnCalls): Promise<OwnTrained> {
    const held = this.#posts();
    const files = await networkFiles(this.#places, base, calls);
    const computed = await this.#computed(held, files.manifest, calls);
    const index = new VocabularyIndex(files.vocabulary);
    const tags = tagsToLearn(
      held.posts,
      trainable(held, computed),
      { vocabulary: files.vocabulary, index },
      options.leastUses,
    );
    const before = await this.#opened(files, (open) =>
      judgePosts(held.posts, computed.features, { network: open, vocabulary: index }, { signal: calls.signal }),
    );
    const start = startingHead(files, tags, sharesOf(tags, held));
    const { config, weights } = withTagHead(files, tags, start);
    const grown: NetworkFiles = {
      manifest: { ...files.manifest, network: config },
      ...{ weights: weights.buffer, vocabulary: { schema: 1, tags } },
    };
    return this.#opened(grown, async (open) => {
      const set = await trainingSet(held, computed, open, new VocabularyIndex(grown.vocabulary), calls);
      const began = performance.now();
      const trained = await trainHead(start, set, options, calls);
      const timeMs = performance.now() - began;
      const after = await metByHead(trained.head, set, held.posts.length);
      const rows = rowsOf(held, computed).test;
      const sizes = sizesOf(held);
      const old = before.heads.A2 ?? before.heads.classification ?? new Uint16Array(held.posts.length);
      const told: OwnTrained = {
        ...{ base: modelRef(files.manifest), tags: tags.length, epochs: trained.epochs, best: trained.best },
        ...{ before: old, after, sizes, rows, backend: open.backend, timeMs },
        difference: differenceAt([{ seed: null, met: old }], [{ seed: null, met: after }], sizes, options.k, rows),
      };
      this.#fresh = { base: files, tags, trained, options, told };
      return told;
    });
  }

  /** Keeps what was trained last under a name. @param day ISO date, for its card @throws TagweaveError `usage` when nothing was trained */
  async keep(name: string, day: string): Promise<OwnNetwork> {
    if (this.#fresh === null) throw new TagweaveError('usage', 'Nothing was trained yet. Train first, then keep it.');
    const { base, tags, trained, options, told } = this.#fresh;
    const { k, seed } = options;
    const held = this.#posts();
    const f1 = (met: Met): number => metricsAt(met, told.sizes, k, told.rows).f1;
    const made = await nameNetwork(base.manifest, withTagHead(base, tags, trained.head), tags, {
      ...{ name, day, seed, k, base: told.base, best: trained.best, epochs: trained.epochs.length - 1 },
      ...{ posts: countsOf(held.parts), before: f1(told.before), after: f1(told.after), difference: told.difference },
    });
    return this.#store(made);
  }

  /** The networks trained here. */
  async list(): Promise<OwnNetwork[]> {
    return (await storedNetworks(this.#places.downloader.cache)).map(listed);
  }

  /** Takes a network away; nothing of it is left on the device. */
  async forget(ref: string): Promise<void> {
    if (!isOwnNetwork(ref)) throw new TagweaveError('usage', `${ref} was not trained here.`);
    await forgetModels(this.#places.downloader.cache, [ref]);
  }

  /** A network trained here as a zip archive. */
  async export(ref: string): Promise<Blob> {
    const { cache } = this.#places.downloader;
    const manifest = (await storedNetworks(cache)).find((one) => modelRef(one) === ref);
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const { path, sha256 } of manifest?.files ?? []) {
      const bytes = await cache.read(`${ref}/${path}/${sha256}`);
      if (bytes !== null) files.set(path, bytes);
    }
    if (manifest === undefined || files.size < manifest.files.length)
      throw new TagweaveError('model-missing', `The network ${ref} is no longer on this device.`, {
        details: { file: ref },
      });
    return writePackage({ manifest, files });
  }

  /**
   * Takes a network in that was saved elsewhere, after its sums were compared and it was tried once.
   * @throws TagweaveError `archive-unknown`, `model-altered`, `model-invalid`
   */
  async import(picked: readonly PickedFile[], calls: OwnCalls = {}): Promise<OwnNetwork> {
    const made = await readPackage(picked);
    const { photo, caption } = (await networkFiles(this.#places, bodyOf(made.manifest), calls)).manifest.network;
    const { network } = made.manifest;
    if (photo.encoder !== network.photo.encoder || caption.encoder !== network.caption.encoder)
      throw new TagweaveError('model-invalid', `${made.manifest.name} belongs to other encoders than this page has.`);
    await this.#opened(filesOf(made), () => Promise.resolve(undefined));
    return this.#store(made);
  }

  #posts(): HeldPosts {
    if (this.#held !== null) return this.#held;
    throw new TagweaveError('usage', 'Choose your posts first.');
  }

  async #store(made: NamedNetwork): Promise<OwnNetwork> {
    await storeNetwork(this.#places.downloader.cache, made.manifest, made.files);
    const kept = (await this.list()).find(({ ref }) => ref === modelRef(made.manifest));
    if (kept !== undefined) return kept;
    throw new TagweaveError(
      'storage-full',
      'The network could not be kept on this device: there is no room. Save it as a file.',
    );
  }

  /** Features by the body of a network; loaded encoders go again, so that one network's memory is taken at a time. */
  async #computed(held: HeldPosts, manifest: NetworkManifest, calls: OwnCalls): Promise<ComputedFeatures> {
    const maker = vectorMaker(manifest);
    const known = this.#features.get(maker);
    if (known !== undefined) return known;
    const { decoder, loadModels } = this.#places.parts(bodyOf(manifest));
    let loading: Promise<Models> | null = null;
    const models = (): Promise<Models> =>
      (loading ??= loadModels({
        report: (event) => {
          if (event.type === 'download') calls.onDownload?.(event);
        },
        deviceLost: () => undefined,
        signal: calls.signal ?? new AbortController().signal,
      }));
    try {
      const computed = await computeFeatures(held.posts, { maker, decoder, models, store: this.#places.store }, calls);
      this.#features.set(maker, computed);
      return computed;
    } finally {
      await (loading as Promise<Models> | null)?.then(disposed, () => undefined);
    }
  }

  async #opened<Result>(files: NetworkFiles, work: (open: OpenNetwork) => Promise<Result>): Promise<Result> {
    const { wasm, backends } = this.#places;
    const open = await OpenNetwork.open(files, { wasm: await wasm(), ...(backends === undefined ? {} : { backends }) });
    try {
      return await work(open);
    } finally {
      await open.dispose();
    }
  }
}

async function disposed({ photo, caption, network }: Models): Promise<void> {
  await Promise.all([photo.dispose(), caption.dispose(), network.dispose()]);
}

/** Id in the catalogue of the network whose body it has. */
function bodyOf(manifest: NetworkManifest): string {
  const ref = manifest.network.body ?? modelRef(manifest);
  return ref.slice(0, ref.lastIndexOf('@'));
}

function filesOf({ manifest, files }: NamedNetwork): NetworkFiles {
  const weights = files.get(manifest.network.weights.file) ?? new Uint8Array();
  const text = new TextDecoder().decode(files.get('vocabulary.json'));
  return { manifest, weights: weights.slice().buffer, vocabulary: JSON.parse(text) as Vocabulary };
}

function listed(manifest: NetworkManifest): OwnNetwork {
  const { name, description, files, network } = manifest;
  return {
    ...{ ref: modelRef(manifest), name, description, tags: network.vocabulary },
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
