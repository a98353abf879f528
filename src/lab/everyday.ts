import { TagweaveError } from '../domain/errors/errors.ts';
import type { Difference } from '../domain/metrics/bootstrap.ts';
import type { NetworkBackend } from '../domain/recommendation.ts';
import { OnceMade } from '../domain/once-made.ts';
import { throwIfAborted, untilAborted } from '../encoders/download/abort.ts';
import { rank } from '../network/heads/hybrid.ts';
import { breath } from '../recommender/work/breath.ts';
import { ByteRows } from './bytes.ts';
import { headScores } from './head-scores.ts';
import { differenceAt, LARGEST_K, metOf } from './judged.ts';
import type { Met, Run } from './judged.ts';
import type { LabCalls, Lists } from './lab.ts';
import { joined, LabFiles } from './lab-files.ts';
import type { LabPlaces } from './lab-files.ts';
import { everydayManifestSchema, everydayPostsSchema } from './lab-manifest.ts';
import { EVERYDAY_CASES, HEADS } from './lists.ts';
import type { EverydayManifest, EverydayPosts } from './lab-manifest.ts';
import type { EverydayCase, Head } from './lists.ts';

/** A list as training judged it: a floor's, or the network's before its weights were rounded. */
export interface EverydayList {
  readonly system: string;
  readonly list: string;
  readonly met: Met;
}

/** The posts of which one thing is given. G is all hashtags of a post, those outside the vocabulary too. */
export interface CaseData {
  /** |G| of each post. */
  readonly sizes: readonly number[];
  /** Class indices of what of G the network knows. */
  readonly tags: readonly (readonly number[])[];
  /** Places of the posts of each stratum: sets, persons held out, languages, lengths of history. */
  readonly strata: Readonly<Record<string, readonly number[]>>;
  readonly lists: readonly EverydayList[];
}

export interface EverydayData {
  /** sha256 of posts and vocabulary. */
  readonly data: string;
  /** `id@revision` */
  readonly network: string;
  readonly beta: number;
  /** H. */
  readonly vocabulary: number;
  readonly cases: Readonly<Record<EverydayCase, CaseData>>;
}

export interface EverydayOptions {
  readonly given: EverydayCase;
  /** False: the classifier alone, a third of the time; with β = 1 its list is that of A2. */
  readonly decoder: boolean;
}

/** The lists of every post of a case, computed here; of the heads that were asked for. */
export interface EverydayEvaluated {
  readonly network: string;
  readonly given: EverydayCase;
  readonly backend: NetworkBackend;
  /** Milliseconds in the network. */
  readonly timeMs: number;
  readonly heads: Readonly<Partial<Record<Head, Lists>>>;
}

interface Content {
  readonly manifest: EverydayManifest;
  readonly posts: EverydayPosts;
  readonly data: EverydayData;
  /** Of each case its posts, and the row of p.bin of each. */
  readonly places: Readonly<Record<EverydayCase, CasePlaces>>;
}

interface CasePlaces {
  readonly posts: readonly number[];
  readonly vectors: readonly number[];
}

interface Vectors {
  readonly p: ByteRows;
  readonly u: ByteRows;
}

const FOLDER = 'everyday/';
const WITHOUT_DECODER: readonly Head[] = ['classification'];
const BATCH = 64;
const GIVEN: Readonly<Record<EverydayCase, { readonly letters: string; readonly history: boolean }>> = {
  'both, cold': { letters: 'pcb', history: false },
  'photo, cold': { letters: 'pb', history: false },
  'caption, cold': { letters: 'cb', history: false },
  'both, with history': { letters: 'pcb', history: true },
};
/** The everyday network over its test posts (docs/results.md, *Beyond the paper*), as the Lab evaluates the paper's grid. */
export class EverydayLab {
  readonly #files: LabFiles;
  readonly #content = new OnceMade(() => this.#read());
  readonly #known = new Map<Head, KnownLists>();
  #vectors: Vectors | null = null;

  constructor(places: LabPlaces) {
    this.#files = new LabFiles(places);
  }

  /** @throws TagweaveError of the download: `model-missing` where the data were not installed */
  async open({ signal }: LabCalls = {}): Promise<EverydayData> {
    return (await untilAborted(this.#content.get(), signal)).data;
  }

  /**
   * Classifies, and decodes when asked to, every post of a case, and judges the lists.
   * @throws TagweaveError of the download, `aborted`, `device-lost`
   */
  async evaluate({ given, decoder }: EverydayOptions, calls: LabCalls = {}): Promise<EverydayEvaluated> {
    const { signal, onProgress } = calls;
    const { manifest, posts, places } = await untilAborted(this.#content.get(), signal);
    const backend = await this.#files.backend();
    const network = await this.#files.heads(manifest.network, calls);
    try {
      const { p, u } = await this.#vectorsOf(manifest, posts, calls);
      const nobody = await network.nobody();
      const { posts: rows, vectors } = places[given];
      const users = new Map(posts.history.map((post, row) => [post, row]));
      const userOf = (n: number): number | undefined => (GIVEN[given].history ? users.get(rows[n] ?? -1) : undefined);
      const wanted = decoder ? HEADS : WITHOUT_DECODER;
      const known = wanted.map((head) => this.#listsWithoutHistory(head, p.rows));
      const isKnown = (n: number): boolean =>
        userOf(n) === undefined && known.every((lists) => lists.known[vectors[n] ?? -1] === 1);
      const lists = wanted.map(() => new Uint16Array(rows.length * LARGEST_K));
      const todo = rows.flatMap((_, n) => (isKnown(n) ? [] : [n]));
      const by = { beta: manifest.beta, steps: network.config.sequence.steps };
      let timeMs = 0;
      for (let from = 0; from < todo.length; from += BATCH) {
        onProgress?.(rows.length - todo.length + from, rows.length);
        await breath(); // lets an abort come in
        throwIfAborted(signal);
        const start = performance.now();
        const some = todo.slice(from, from + BATCH);
        const z = joined(some.length, manifest.width, nobody, (at) => {
          const user = userOf(some[at] ?? -1);
          return [p.row(vectors[some[at] ?? -1] ?? 0), user === undefined ? null : u.row(user)];
        });
        const said = await network.run(z, { decoder });
        said.forEach(({ probabilities, decoded }, at) => {
          const n = some[at] ?? 0;
          wanted.forEach((head, which) => {
            const list = rank(headScores(head, probabilities, decoded, by), LARGEST_K);
            lists[which]?.set(list, n * LARGEST_K);
            if (userOf(n) === undefined) known[which]?.keep(vectors[n] ?? 0, list);
          });
        });
        timeMs += performance.now() - start;
      }
      const heads = wanted.map((head, which) => {
        const tags = lists[which] ?? new Uint16Array();
        rows.forEach((_, n) => {
          if (userOf(n) === undefined) tags.set(known[which]?.of(vectors[n] ?? 0) ?? [], n * LARGEST_K);
        });
        const met = Uint16Array.from(rows, (post, n) =>
          metOf([...tags.subarray(n * LARGEST_K, (n + 1) * LARGEST_K)], new Set(posts.tags[post])),
        );
        return [head, { met, tags }] as const;
      });
      onProgress?.(rows.length, rows.length);
      const made = Object.fromEntries(heads) as Partial<Record<Head, Lists>>;
      // With β = 1 its list is the classifier's.
      if (manifest.beta === 1 && made.classification !== undefined) made.A2 ??= made.classification;
      return { network: manifest.network, given, backend, timeMs, heads: made };
    } finally {
      network.dispose();
    }
  }

  /** What was computed of posts without earlier ones: the cases share it, and a stopped one goes on where it was. */
  #listsWithoutHistory(head: Head, rows: number): KnownLists {
    const known = this.#known.get(head) ?? new KnownLists(rows);
    this.#known.set(head, known);
    return known;
  }

  /** Uses of each hashtag of the network in training posts, H. */
  async uses(calls: LabCalls = {}): Promise<readonly number[]> {
    const { manifest } = await untilAborted(this.#content.get(), calls.signal);
    const { tags } = await this.#files.vocabulary(manifest.network, calls);
    return tags.map(({ count }) => count);
  }

  /** F1@K of `after` − `before` over the posts of a case, with its interval ({@link differenceAt}); `stratum` null: all. */
  async difference(
    given: EverydayCase,
    before: readonly Run[],
    after: readonly Run[],
    k: number,
    stratum: string | null = null,
  ): Promise<(Difference & { readonly runs: number }) | null> {
    const { sizes, strata } = (await this.open()).cases[given];
    return differenceAt(before, after, sizes, k, stratum === null ? [...sizes.keys()] : (strata[stratum] ?? []));
  }

  async #read(): Promise<Content> {
    const manifest = await this.#files.manifest(FOLDER, everydayManifestSchema);
    const [postsBytes, metBytes = new Uint8Array()] = await this.#files.fetch(FOLDER, manifest.files, [
      'posts.json',
      'met.bin',
    ]);
    const posts = this.#files.read(`${FOLDER}posts.json`, postsBytes, everydayPostsSchema);
    const places = eachCase((given) => placesOf(posts.given, given));
    const lengths = manifest.lists.map((list) => places[list.case].posts.length);
    const fits =
      [posts.given.length, posts.tags.length, posts.sizes.length].every((count) => count === manifest.posts) &&
      metBytes.length === 2 * lengths.reduce((sum, count) => sum + count, 0);
    if (!fits) throw new TagweaveError('model-invalid', 'The Lab’s files do not belong together. Reload the page.');
    const met = new Uint16Array(metBytes.slice().buffer);
    let from = 0;
    const lists = manifest.lists.map(({ system, list, case: given }, n) => {
      const length = lengths[n] ?? 0;
      from += length;
      return { system, list, given, met: met.slice(from - length, from) };
    });
    const cases = eachCase((given): CaseData => {
      const own = places[given].posts;
      const placeOf = new Map(own.map((post, place) => [post, place]));
      return {
        sizes: own.map((post) => posts.sizes[post] ?? 0),
        tags: own.map((post) => posts.tags[post] ?? []),
        strata: Object.fromEntries(
          Object.entries(posts.strata).map(([name, members]) => [
            name,
            members.flatMap((post) => placeOf.get(post) ?? []),
          ]),
        ),
        // Floors that read no earlier post say the same with a history: they are stored once.
        lists: lists.filter(
          (one) =>
            one.given === given || (GIVEN[given].history && one.given === 'both, cold' && one.system === 'floors'),
        ),
      };
    });
    const { data, network, beta, vocabulary } = manifest;
    return { manifest, posts, places, data: { data, network, beta, vocabulary, cases } };
  }

  /** Read when the first case is evaluated, and kept: the cases share them. */
  async #vectorsOf(manifest: EverydayManifest, { given, history }: EverydayPosts, calls: LabCalls): Promise<Vectors> {
    if (this.#vectors !== null) return this.#vectors;
    const [p, u] = (await this.#files.fetch(FOLDER, manifest.files, ['p.bin', 'u.bin'], calls)).map(
      (file) => new ByteRows(file, manifest.width),
    );
    const both = Array.from(given).filter((letter) => letter === 'b').length;
    if (p?.rows !== given.length + 2 * both || u?.rows !== history.length)
      throw new TagweaveError('model-invalid', 'The Lab’s files do not belong together. Reload the page.');
    this.#vectors = { p, u };
    return this.#vectors;
  }
}

/** p.bin has first all posts as they are, then those with both by their photo alone, then by their caption alone. */
function placesOf(given: string, of: EverydayCase): CasePlaces {
  const letters = Array.from(given);
  const both = letters.flatMap((letter, post) => (letter === 'b' ? [post] : []));
  const first = { 'photo, cold': given.length, 'caption, cold': given.length + both.length }[of as string];
  const alone = new Map(first === undefined ? [] : both.map((post, n) => [post, first + n]));
  const posts = letters.flatMap((letter, post) => (GIVEN[of].letters.includes(letter) ? [post] : []));
  return { posts, vectors: posts.map((post) => alone.get(post) ?? post) };
}

function eachCase<Value>(make: (given: EverydayCase) => Value): Readonly<Record<EverydayCase, Value>> {
  return Object.fromEntries(EVERYDAY_CASES.map((given) => [given, make(given)])) as Record<EverydayCase, Value>;
}

/** Lists that were computed, by the row of their p. */
class KnownLists {
  readonly known: Uint8Array;
  readonly #tags: Uint16Array;

  constructor(rows: number) {
    this.known = new Uint8Array(rows);
    this.#tags = new Uint16Array(rows * LARGEST_K);
  }

  keep(row: number, list: readonly number[]): void {
    this.known[row] = 1;
    this.#tags.set(list, row * LARGEST_K);
  }

  of(row: number): Uint16Array {
    return this.#tags.subarray(row * LARGEST_K, (row + 1) * LARGEST_K);
  }
}
