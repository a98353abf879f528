import { TagweaveError } from '../domain/errors/errors.ts';
import { OnceMade } from '../domain/once-made.ts';
import type { Difference } from '../domain/metrics/bootstrap.ts';
import type { NetworkBackend } from '../domain/recommendation.ts';
import { throwIfAborted, untilAborted } from '../encoders/download/abort.ts';
import type { DownloadProgress } from '../encoders/download/download.ts';
import type { HeadsOutput } from '../network/heads/heads.ts';
import { rank } from '../network/heads/hybrid.ts';
import { headScores } from './head-scores.ts';
import { breath } from '../recommender/work/breath.ts';
import { fromFloat16 } from './float16.ts';
import { differenceAt, LARGEST_K, metOf } from './judged.ts';
import type { Met, Run } from './judged.ts';
import { joined, LabFiles, rowOf } from './lab-files.ts';
import type { LabPlaces } from './lab-files.ts';
import { labManifestSchema, labPostsSchema } from './lab-manifest.ts';
import type { LabManifest, LabPosts } from './lab-manifest.ts';
import { HEADS } from './lists.ts';
import type { EpochReport } from './own/train-own.ts';
import type { Head } from './lists.ts';

/** A stored list, ready to be measured. */
export interface StoredList extends Run {
  readonly system: string;
  readonly list: string;
  readonly history: boolean;
  readonly beta: number | null;
  readonly coverage: number | null;
  readonly gini: number | null;
}

/** What there is to evaluate. */
export interface LabData {
  /** sha256 of posts and vocabulary. */
  readonly data: string;
  readonly vocabulary: number;
  readonly networks: readonly { readonly id: string; readonly network: string; readonly beta: number }[];
  /** G of each post within the vocabulary, as class indices. */
  readonly tags: readonly (readonly number[])[];
  /** |G| of each post, within the vocabulary and in all. */
  readonly sizes: readonly number[];
  readonly allSizes: readonly number[];
  readonly strata: Readonly<Record<string, readonly number[]>>;
  readonly lists: readonly StoredList[];
}

export interface EvaluateOptions {
  /** An id of {@link LabData.networks}. */
  readonly network: string;
  /** False: u_0 in the place of every person's history. */
  readonly history: boolean;
  /** β of A2, 0…1; the network's own by default. */
  readonly beta?: number | undefined;
}

/** What a network's lists met, computed here. */
export interface Evaluated {
  readonly network: string;
  readonly beta: number;
  readonly backend: NetworkBackend;
  /** Milliseconds in the network, the reading of files not counted. */
  readonly timeMs: number;
  readonly heads: Readonly<Record<Head, Lists>>;
}

/** The lists of every post: what they met, and the class indices themselves, {@link LARGEST_K} a post, best first. */
export interface Lists {
  readonly met: Met;
  readonly tags: Uint16Array;
}

/** The hashtags of the networks, by class index: their keys, and their uses in training posts. */
export interface LabVocabulary {
  readonly keys: readonly string[];
  readonly uses: readonly number[];
}

export interface LabCalls {
  readonly signal?: AbortSignal | undefined;
  /** Posts evaluated so far. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined;
  /** An epoch of training is over. */
  readonly onEpoch?: ((report: EpochReport) => void) | undefined;
}

/** The Lab's files, read and checked. */
interface Content {
  readonly manifest: LabManifest;
  readonly posts: LabPosts;
  readonly data: LabData;
}

/** What one network said of all posts; `steps`: the length of the lists that A1 merges. */
interface Outputs {
  readonly outputs: readonly HeadsOutput[];
  readonly timeMs: number;
  readonly steps: number;
}

const BATCH = 64;

/** Evaluation of the paper's grid from shipped test features (docs/formats.md). All work of one Lab runs in one thread, one call at a time. */
export class Lab {
  readonly #files: LabFiles;
  readonly #content = new OnceMade(() => this.#read());
  /** Who is told how far the reading is: those who wait for it, whoever began it. */
  readonly #hearing = new Set<NonNullable<LabCalls['onDownload']>>();
  readonly #outputs = new Map<string, Outputs>();

  constructor(places: LabPlaces) {
    this.#files = new LabFiles(places);
  }

  /** @throws TagweaveError of the download: `model-missing` where the Lab's data were not installed */
  async open(calls: LabCalls = {}): Promise<LabData> {
    return (await this.#opened(calls)).data;
  }

  /**
   * Classifies and decodes every test post with one network, and judges its four lists. A second call for the same network merges anew
   * without computing anew.
   * @throws TagweaveError of the download, `aborted`, `device-lost`
   */
  async evaluate({ network, history, beta }: EvaluateOptions, calls: LabCalls = {}): Promise<Evaluated> {
    const { signal } = calls;
    const { manifest, posts } = await this.#opened(calls);
    const about = manifest.networks.find(({ id }) => id === network);
    if (about === undefined) throw new TagweaveError('usage', `The Lab has no network “${network}”.`);
    const backend = await this.#files.backend();
    throwIfAborted(signal);
    const key = `${network} ${history ? 'with' : 'without'}`;
    const known = this.#outputs.get(key) ?? (await this.#run(about, history, calls));
    this.#outputs.set(key, known);
    const assigned = posts.tags.map((tags) => new Set(tags));
    const heads = Object.fromEntries(
      HEADS.map((head) => [
        head,
        { met: new Uint16Array(assigned.length), tags: new Uint16Array(assigned.length * LARGEST_K) },
      ]),
    ) as Record<Head, Lists>;
    const by = { beta: beta ?? about.beta, steps: known.steps };
    for (const [post, output] of known.outputs.entries()) {
      if (post % BATCH === 0) {
        await breath();
        throwIfAborted(signal);
      }
      for (const head of HEADS) {
        const list = rank(headScores(head, output.probabilities, output.decoded, by), LARGEST_K);
        heads[head].met[post] = metOf(list, assigned[post] ?? new Set());
        heads[head].tags.set(list, post * LARGEST_K);
      }
    }
    return { network: about.network, beta: beta ?? about.beta, backend, timeMs: known.timeMs, heads };
  }

  /** @throws TagweaveError of the download */
  async vocabulary(calls: LabCalls = {}): Promise<LabVocabulary> {
    const { manifest } = await this.#opened(calls);
    const [first] = manifest.networks;
    const { tags } = await this.#files.vocabulary(first?.network ?? '', calls);
    if (tags.length !== manifest.vocabulary)
      throw new TagweaveError('model-invalid', 'The Lab’s numbers are of another vocabulary. Reload the page.');
    return { keys: tags.map(({ key }) => key), uses: tags.map(({ count }) => count) };
  }

  /** F1@K of `after` − `before`, with its interval ({@link differenceAt}); `stratum` null: all posts. */
  async difference(
    before: readonly Run[],
    after: readonly Run[],
    k: number,
    stratum: string | null = null,
  ): Promise<(Difference & { readonly runs: number }) | null> {
    const { data } = await this.#opened();
    const rows = stratum === null ? data.sizes.map((_, row) => row) : (data.strata[stratum] ?? []);
    return differenceAt(before, after, data.sizes, k, rows);
  }

  /** Read once, for all who wait for it; a call that is aborted while it reads takes nobody else's answer along. */
  async #opened({ signal, onDownload }: LabCalls = {}): Promise<Content> {
    if (onDownload !== undefined) this.#hearing.add(onDownload);
    try {
      return await untilAborted(this.#content.get(), signal);
    } finally {
      if (onDownload !== undefined) this.#hearing.delete(onDownload);
    }
  }

  async #read(): Promise<Content> {
    const manifest = await this.#files.manifest('', labManifestSchema);
    const [postsBytes, metBytes] = await this.#files.fetch('', manifest.files, ['posts.json', 'met.bin'], {
      onDownload: (progress) => {
        for (const hear of this.#hearing) hear(progress);
      },
    });
    const posts = this.#files.read('posts.json', postsBytes, labPostsSchema);
    const fits =
      posts.tags.length === manifest.posts &&
      posts.allSizes.length === manifest.posts &&
      metBytes?.length === 2 * manifest.posts * manifest.lists.length;
    if (!fits) throw new TagweaveError('model-invalid', 'The Lab’s files do not belong together. Reload the page.');
    const met = new Uint16Array(metBytes.slice().buffer);
    const data: LabData = {
      ...{ data: manifest.data, vocabulary: manifest.vocabulary, networks: manifest.networks, tags: posts.tags },
      ...{ sizes: posts.tags.map((tags) => tags.length), allSizes: posts.allSizes, strata: posts.strata },
      lists: manifest.lists.map((list, n) => ({
        ...list,
        met: met.slice(n * manifest.posts, (n + 1) * manifest.posts),
      })),
    };
    return { manifest, posts, data };
  }

  async #run(about: LabManifest['networks'][number], history: boolean, calls: LabCalls): Promise<Outputs> {
    const { signal, onProgress } = calls;
    const { manifest, posts } = await this.#opened();
    const heads = await this.#files.heads(about.network, calls);
    try {
      const [bytes] = await this.#files.fetch('', manifest.files, [about.file], calls);
      const numbers = fromFloat16(bytes ?? new Uint8Array());
      const d = about.width / 2;
      if (numbers.length !== d * (manifest.posts + posts.history.length))
        throw new TagweaveError('model-invalid', `${about.file} does not have the numbers its manifest says.`);
      const rows = new Map(posts.history.map((post, row) => [post, manifest.posts + row]));
      const z = joined(manifest.posts, d, await heads.nobody(), (post) => [
        numbers.subarray(post * d, (post + 1) * d),
        rowOf(numbers, rows.get(post), d),
      ]);
      const outputs: HeadsOutput[] = [];
      let timeMs = 0;
      while (outputs.length < manifest.posts) {
        onProgress?.(outputs.length, manifest.posts);
        await breath(); // lets an abort come in
        throwIfAborted(signal);
        const start = performance.now();
        const from = outputs.length * about.width;
        outputs.push(...(await heads.run(z.slice(from, from + BATCH * about.width), { history })));
        timeMs += performance.now() - start;
      }
      onProgress?.(outputs.length, manifest.posts);
      return { outputs, timeMs, steps: heads.config.sequence.steps };
    } finally {
      heads.dispose();
    }
  }
}
