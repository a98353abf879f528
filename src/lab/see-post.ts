import type { PostTag } from '../domain/post/post.ts';
import type { NetworkBackend } from '../domain/recommendation.ts';
import { throwIfAborted } from '../encoders/download/abort.ts';
import type { PhotoEncoding } from '../encoders/photo/photo-encoder.ts';
import { a2Scores, rank } from '../network/heads/hybrid.ts';
import type { NetworkInput, NetworkOutput } from '../network/network.ts';
import type { EarlierPost } from '../network/layers/history.ts';
import { Encodings } from '../recommender/reading/encodings.ts';
import type { EncodedDraft } from '../recommender/reading/encodings.ts';
import type { EngineParts, Models } from '../recommender/models/engine-parts.ts';
import { VocabularyIndex } from '../recommender/reading/vocabulary-index.ts';
import type { LabCalls } from './lab.ts';

/** A post to look into, and what to change about it. */
export interface SeeAsk {
  /** Id of a network of the catalogue. */
  readonly network: string;
  readonly photo: Blob | null;
  readonly caption: string;
  /** Earlier posts, oldest first; encoded by this network's encoders. */
  readonly earlier: readonly EarlierDraft[];
  /** What-if: mean of w; null: the network's own. */
  readonly gate: number | null;
  /** β of A2; null: the network's own. */
  readonly beta: number | null;
  /** Length of the lists. */
  readonly k: number;
}

export interface EarlierDraft {
  readonly photo: Blob | null;
  readonly caption: string;
  readonly tags: readonly PostTag[];
}

/** A hashtag of a list with the number it is there for. */
export interface Scored {
  readonly tag: string;
  readonly value: number;
}

/** What is left out in a what-if. */
export const LEFT_OUT = ['caption', 'photo', 'history'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Every step of one post (systems.md §§1–5), as src/network computes it. */
export interface Seen {
  /** `id@revision`. */
  readonly network: string;
  readonly backend: NetworkBackend;
  readonly fusion: 'sum' | 'mean' | 'weighted';
  readonly beta: number;
  /** The grid on the photo; `attention` a_v, `share` what each region counts in v. */
  readonly regions: {
    readonly rows: number;
    readonly columns: number;
    /** Where the grid lies on the upright photo, in fractions of its sides. */
    readonly box: PhotoEncoding['box'];
    readonly attention: readonly number[];
    readonly share: readonly number[];
  } | null;
  /** Tokens in order; `alpha` α, `attention` a_q, `share` what each counts in t. Special ones have no place in the caption. */
  readonly tokens:
    | readonly {
        readonly piece: string;
        readonly own: boolean;
        readonly alpha: number;
        readonly attention: number;
        readonly share: number;
      }[]
    | null;
  /** C, tokens × regions; null unless both are there. */
  readonly affinity: readonly (readonly number[])[] | null;
  /** w, d numbers; null for `sum` and `mean`. */
  readonly gate: readonly number[] | null;
  /** a_j of the earlier posts that count, oldest first. */
  readonly history: readonly number[];
  /** ŷ, best first. */
  readonly classification: readonly Scored[];
  /** The decoder's list in its order, with q. */
  readonly sequence: readonly Scored[];
  /** S(h) of A2 with its summands. */
  readonly hybrid: readonly (Scored & { readonly classifier: number; readonly sequence: number })[];
  /** The hybrid's list without each part that is there. */
  readonly without: readonly { readonly part: LeftOut; readonly tags: readonly string[] }[];
}

interface Open {
  readonly models: Models;
  readonly encodings: Encodings;
  readonly vocabulary: VocabularyIndex;
}

type SeerParts = Pick<EngineParts, 'decoder' | 'loadModels'>;

/** Looks into posts with one network of the catalogue at a time; the encodings of what does not change are kept. */
export class PostSeer {
  readonly #parts: (network: string) => SeerParts;
  #open: { readonly network: string; readonly coming: Promise<Open> } | null = null;

  /** @param parts what loads a network of this id, and decodes photos */
  constructor(parts: (network: string) => SeerParts) {
    this.#parts = parts;
  }

  /** @throws TagweaveError of download, decoder and encoders, `aborted` */
  async see(ask: SeeAsk, calls: LabCalls = {}): Promise<Seen> {
    const { signal } = calls;
    const { models, encodings, vocabulary } = await this.#opened(ask.network, calls);
    const steps = ask.earlier.length + 2;
    calls.onProgress?.(0, steps);
    const history: EarlierPost[] = [];
    for (const [n, { photo, caption, tags }] of ask.earlier.entries()) {
      const { vector } = await models.network.run({
        ...inputOf(await encodings.encode({ photo, caption }, { signal })),
        history: [],
      });
      history.push({ vector, tags: vocabulary.indicesOf(tags) });
      calls.onProgress?.(n + 1, steps);
      throwIfAborted(signal);
    }
    const encoded = await encodings.encode({ photo: ask.photo, caption: ask.caption }, { signal });
    calls.onProgress?.(steps - 1, steps);
    const input = { ...inputOf(encoded), history };
    const output = await models.network.run(input, { gate: ask.gate, stages: true });
    const { config, backend } = models.network;
    const beta = ask.beta ?? config.hybrid.beta;
    const name = (tag: number): string => vocabulary.tags[tag]?.label ?? String(tag);
    const hybrid = a2Scores(output.probabilities, output.q, beta);
    const scored = (tags: readonly number[], values: Float32Array): Scored[] =>
      tags.map((tag) => ({ tag: name(tag), value: values[tag] ?? 0 }));
    const top = rank(hybrid.scores, ask.k);
    const lesser: Readonly<Record<LeftOut, NetworkInput | null>> = {
      caption: input.caption === null || input.photo === null ? null : { ...input, caption: null },
      photo: input.caption === null || input.photo === null ? null : { ...input, photo: null },
      history: history.length === 0 ? null : { ...input, history: [] },
    };
    const without: Seen['without'][number][] = [];
    for (const part of LEFT_OUT) {
      if (lesser[part] === null) continue;
      const { probabilities, q } = await models.network.run(lesser[part], { gate: ask.gate });
      without.push({ part, tags: rank(a2Scores(probabilities, q, beta).scores, ask.k).map(name) });
    }
    calls.onProgress?.(steps, steps);
    return {
      ...{ network: models.networkRef, backend, fusion: config.fusion, beta },
      ...sight(encoded, output),
      gate: output.gate === null ? null : [...output.gate],
      history: [...(output.historyAttention ?? [])],
      classification: scored(rank(output.probabilities, ask.k), output.probabilities),
      sequence: scored(output.sequence.slice(0, ask.k), output.q),
      hybrid: top.map((tag) => ({
        ...{ tag: name(tag), value: hybrid.scores[tag] ?? 0 },
        ...{ classifier: hybrid.classifier[tag] ?? 0, sequence: hybrid.sequence[tag] ?? 0 },
      })),
      without,
    };
  }

  async #opened(network: string, { signal, onDownload }: LabCalls): Promise<Open> {
    if (this.#open?.network === network) return this.#open.coming;
    const before = this.#open;
    const parts = this.#parts(network);
    const load = async (): Promise<Open> => {
      const old = await before?.coming.catch(() => null);
      if (old !== null && old !== undefined) await disposed(old.models);
      const models = await parts.loadModels({
        report: (event) => {
          if (event.type === 'download') onDownload?.(event);
        },
        deviceLost: () => undefined,
        signal: signal ?? new AbortController().signal,
      });
      return {
        ...{ models, encodings: new Encodings(parts.decoder, models) },
        vocabulary: new VocabularyIndex(models.vocabulary),
      };
    };
    const opening = { network, coming: load() };
    this.#open = opening;
    try {
      return await opening.coming;
    } catch (error) {
      if (this.#open === opening) this.#open = null;
      throw error;
    }
  }

  /** Frees the models. */
  async dispose(): Promise<void> {
    const open = await this.#open?.coming.catch(() => null);
    this.#open = null;
    if (open !== null && open !== undefined) await disposed(open.models);
  }
}

async function disposed({ photo, caption, network }: Models): Promise<void> {
  await Promise.all([photo.dispose(), caption.dispose(), network.dispose()]);
}

function inputOf({ photo, caption }: EncodedDraft): Pick<NetworkInput, 'photo' | 'caption'> {
  return {
    photo: photo === null ? null : { rows: photo.rows * photo.columns, width: photo.width, data: photo.data },
    caption: caption?.encoding ?? null,
  };
}

/** What the two attentions and C say, region by region and token by token. */
function sight(
  { photo, caption }: EncodedDraft,
  { stages, regionAttention, wordAttention, affinity }: NetworkOutput,
): Pick<Seen, 'regions' | 'tokens' | 'affinity'> {
  const columns = photo === null ? 0 : photo.rows * photo.columns;
  return {
    regions:
      photo === null
        ? null
        : {
            ...{ rows: photo.rows, columns: photo.columns, box: photo.box },
            ...{ attention: [...(stages?.av ?? [])], share: [...(regionAttention ?? [])] },
          },
    tokens:
      caption?.encoding.tokens.map(({ piece, span }, n) => ({
        ...{ piece: span === null ? piece : caption.text.slice(span.start, span.end), own: span !== null },
        ...{ alpha: stages?.alpha[n] ?? 0, attention: stages?.aq[n] ?? 0, share: wordAttention?.[n] ?? 0 },
      })) ?? null,
    affinity:
      affinity === null || caption === null
        ? null
        : caption.encoding.tokens.map((_, n) => [...affinity.subarray(n * columns, (n + 1) * columns)]),
  };
}
