import { TagweaveError } from '../../domain/errors/errors.ts';
import type { PickedFile } from '../../domain/post/import.ts';
import { modelRef } from '../../domain/models/model-files.ts';
import type { NetworkManifest, Vocabulary } from '../../domain/models/network-manifest.ts';
import type { NetworkBackend } from '../../domain/recommendation.ts';
import { isOwnNetwork } from '../../domain/models/own-networks.ts';
import { storeNetwork, storedNetworks } from '../../encoders/models/stored-networks.ts';
import { forgetModels } from '../../encoders/models/stored-models.ts';
import type { WasmFiles } from '../../network/tensors/backend.ts';
import { OpenNetwork } from '../../network/open-network.ts';
import type { HeadWeights } from '../../network/training/head-training.ts';
import { freshHead, gateOf, startingHead, withTagHead } from '../../network/tag-head.ts';
import type { OwnFusion } from '../../network/tag-head.ts';
import type { NetworkFiles } from '../../network/network.ts';
import type { EngineParts, Models } from '../../recommender/models/engine-parts.ts';
import { WorkQueue } from '../../recommender/work/work-queue.ts';
import { VocabularyIndex } from '../../recommender/reading/vocabulary-index.ts';
import { differenceAt, metricsAt } from '../judged.ts';
import type { Met } from '../judged.ts';
import { computeFeatures } from './compute-features.ts';
import type { ComputedFeatures } from './compute-features.ts';
import type { FeatureStore } from './feature-store.ts';
import { countsOf, fusedAnew, fusionSet, rowsOf, sharesOf, sizesOf, trainable, trainingSet } from './held-posts.ts';
import type { HeldPosts } from './held-posts.ts';
import { judgePosts } from './judge-posts.ts';
import { nameNetwork } from './named-network.ts';
import type { NamedNetwork } from './named-network.ts';
import { featureMaker, networkFiles, readerOf } from './network-files.ts';
import type { NetworkPlaces } from './network-files.ts';
import { readPackage, writePackage } from './network-package.ts';
import type { OwnCalls, OwnJudged, OwnKeepable, OwnNetwork, OwnSummary, OwnTrained } from './own-told.ts';
import { partsOf } from './parts.ts';
import { readOwnPosts } from './read-own-posts.ts';
import { metByHead, tagsToLearn, trainHead } from './train-own.ts';
import type { TrainOptions } from './train-own.ts';
import { compareFusions, differencesOf } from './own-fusions.ts';
import type { OwnFusions } from './own-fusions.ts';

export interface OwnPlaces extends NetworkPlaces {
  /** TF.js' WebAssembly. */
  readonly wasm: () => Promise<WasmFiles>;
  readonly backends?: readonly NetworkBackend[];
  readonly store: FeatureStore;
  /** What loads a network of the catalogue with its encoders. */
  readonly parts: (network: string) => Pick<EngineParts, 'decoder' | 'loadModels'>;
}

/** What was trained last and can be kept: a tag head over the body's own fusion, or one over a fusion of its own. */
interface Fresh {
  readonly base: NetworkFiles;
  readonly tags: Vocabulary['tags'];
  readonly head: HeadWeights;
  readonly fusion: OwnFusion | null;
  readonly options: TrainOptions;
  readonly told: Pick<OwnTrained, 'base' | 'before' | 'after' | 'sizes' | 'rows' | 'difference' | 'epochs' | 'best'>;
}

/** Somebody's own posts in the Lab: read, measured, learnt from. What is long goes one after the other, since each takes a device's memory. */
export class OwnLab {
  readonly #places: OwnPlaces;
  readonly #queue = new WorkQueue();
  #held: HeldPosts | null = null;
  readonly #fresh = new Map<OwnKeepable, Fresh>();
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
    this.#fresh.clear();
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
      const { features } =
        files.manifest.network.trunk === undefined
          ? computed
          : await fusedAnew(computed, files.manifest.network, gateOf(files));
      const { heads, known } = await judgePosts(held.posts, features, { network: open, vocabulary }, calls);
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
    const { held, files, computed, tags, before } = await this.#lesson(base, options, calls);
    const start = startingHead(files, tags, sharesOf(tags, held));
    return this.#opened(grown(files, tags, start), async (open) => {
      const set = await trainingSet(held, computed, open, new VocabularyIndex({ schema: 1, tags }), calls);
      const began = performance.now();
      const trained = await trainHead(start, set, options, calls);
      const timeMs = performance.now() - began;
      const after = await metByHead(trained.head, set, held.posts.length);
      const rows = rowsOf(held, computed).test;
      const sizes = sizesOf(held);
      const told: OwnTrained = {
        ...{ base: modelRef(files.manifest), tags: tags.length, epochs: trained.epochs, best: trained.best },
        ...{ before, after, sizes, rows, backend: open.backend, timeMs },
        difference: differenceAt([{ seed: null, met: before }], [{ seed: null, met: after }], sizes, options.k, rows),
      };
      this.#fresh.set('head', { base: files, tags, head: trained.head, fusion: null, options, told });
      return told;
    });
  }

  /**
   * The paper's Table 1 on the posts: a fresh tag head over each fusion of the body's t and v, `weighted` with a gate of its own.
   * @throws TagweaveError as {@link train}
   */
  fusions(base: string, options: TrainOptions, calls: OwnCalls = {}): Promise<OwnFusions> {
    return this.#queue.add(() => this.#fusions(base, options, calls), calls.signal);
  }

  async #fusions(base: string, options: TrainOptions, calls: OwnCalls): Promise<OwnFusions> {
    const { held, files, computed, tags, before } = await this.#lesson(base, options, calls);
    const start = freshHead(files.manifest.network.d, sharesOf(tags, held));
    const body = grown(files, tags, start);
    return this.#opened(body, async ({ backend }) => {
      const set = await fusionSet(held, computed, body, new VocabularyIndex({ schema: 1, tags }));
      const rows = rowsOf(held, computed).test;
      const made = await compareFusions(start, set, rows, options, calls);
      const told = { base: modelRef(files.manifest), before, sizes: sizesOf(held), rows };
      for (const { fusion, head, gate, met: after, epochs, best } of made) {
        const difference = differenceAt(
          [{ seed: null, met: before }],
          [{ seed: null, met: after }],
          told.sizes,
          options.k,
          rows,
        );
        this.#fresh.set(`${told.base}/${fusion}`, {
          ...{ base: files, tags, head, fusion: { fusion, gate }, options },
          told: { ...told, after, difference, epochs, best },
        });
      }
      return {
        ...{ ...told, backend, tags: tags.length },
        trained: made.map(({ fusion, met, epochs, best, timeMs, shares }) => ({
          ...{ fusion, met, epochs, best, timeMs, shares },
        })),
        differences: differencesOf(made, told.sizes, options.k, rows),
      };
    });
  }

  /** What every training begins with: the body, features, the hashtags to learn, and what the body's own list meets. */
  async #lesson(base: string, { leastUses }: TrainOptions, calls: OwnCalls) {
    const held = this.#posts();
    const files = await networkFiles(this.#places, base, calls);
    const computed = await this.#computed(held, files.manifest, calls);
    const vocabulary = new VocabularyIndex(files.vocabulary);
    const known = { vocabulary: files.vocabulary, index: vocabulary };
    const tags = tagsToLearn(held.posts, trainable(held, computed), known, leastUses);
    const { heads } = await this.#opened(files, (network) =>
      judgePosts(held.posts, computed.features, { network, vocabulary }, { signal: calls.signal }),
    );
    const before = heads.A2 ?? heads.classification ?? new Uint16Array(held.posts.length);
    return { held, files, computed, tags, before };
  }

  /**
   * Keeps what was trained last under a name.
   * @param day ISO date, for its card
   * @throws TagweaveError `usage` when nothing was trained
   */
  async keep(name: string, day: string, which: OwnKeepable = 'head'): Promise<OwnNetwork> {
    const fresh = this.#fresh.get(which);
    if (fresh === undefined) throw new TagweaveError('usage', 'Nothing was trained yet. Train first, then keep it.');
    const { base, tags, head, fusion, options, told } = fresh;
    const { k, seed } = options;
    const held = this.#posts();
    const f1 = (met: Met): number => metricsAt(met, told.sizes, k, told.rows).f1;
    const made = await nameNetwork(base.manifest, withTagHead(base, tags, head, fusion), tags, {
      ...{ name, day, seed, k, base: told.base, best: told.best, epochs: told.epochs.length - 1 },
      ...{ posts: countsOf(held.parts), before: f1(told.before), after: f1(told.after), difference: told.difference },
      fusion: fusion?.fusion ?? null,
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
    const maker = featureMaker(manifest);
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

/** Id in the catalogue of the network that reads posts for it. */
function bodyOf(manifest: NetworkManifest): string {
  const ref = readerOf(manifest);
  return ref.slice(0, ref.lastIndexOf('@'));
}

/** The body with the hashtags to learn. */
function grown(files: NetworkFiles, tags: Vocabulary['tags'], start: HeadWeights): NetworkFiles {
  const { config, weights } = withTagHead(files, tags, start);
  return {
    manifest: { ...files.manifest, network: config },
    ...{ weights: weights.buffer, vocabulary: { schema: 1, tags } },
  };
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
