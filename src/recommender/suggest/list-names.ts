import { OnceMade } from '../../domain/once-made.ts';
import type { PostTag } from '../../domain/post/post.ts';
import { wordsOfTag } from '../../domain/tags/tag-words.ts';
import type { HistoryStore, HistoryWriter } from '../../history/history-store.ts';
import type { CaptionEncoding } from '../../encoders/caption/caption-encoder.ts';
import type { Models } from '../models/engine-parts.ts';
import type { Closeness } from './closeness.ts';
import { keptList } from '../history/kept-list.ts';
import { readNames, writtenNames } from './names-record.ts';

/** Under this name the history keeps what the names were encoded to. */
export const LIST_NAMES = 'tag-list-names';
/** Names are written so many at a time. */
const BATCH = 500;
/** Most tags of a list that one post is asked about. */
const MOST = 20;

/** A hashtag of the person's list that is close to a caption. */
export interface Listed {
  readonly tag: PostTag;
  /** Log-odds that the person would use it: `shift` of every tag of a list, and what its closeness adds. */
  readonly shift: number;
  readonly closeness: number;
  readonly probability: number;
}

interface State {
  readonly tags: readonly PostTag[];
  /** Still to be encoded, the first last. */
  readonly waiting: string[];
  /** Begun before the list was read: what is made of a forgotten list is not written. */
  readonly writer: HistoryWriter;
}

/**
 * What the names of a person's own list mean, for hashtags that no post was learnt with (docs/decisions/0018-my-list.md). A caption and a name are
 * the means of their tokens, seen from the middle c of captions and n of names; their cosine says how likely the person would use the tag:
 *
 *     P(h) = min(most, σ(scale·cos(x − c, x_h − n) + shift))
 */
export class ListNames {
  readonly #caption: Pick<Models['caption'], 'encode' | 'ref'>;
  readonly #history: Pick<HistoryStore, 'own' | 'begin'>;
  readonly #closeness: () => Promise<Closeness | null>;
  /** By label, of length 1; null = it has no meaning, or could not be read. */
  #names: Map<string, Float32Array | null> | null = null;
  #unwritten = 0;
  readonly #state = new OnceMade(() => this.#read());

  /** @param closeness null where it is not known for this encoder: then nothing is close */
  constructor(
    caption: Pick<Models['caption'], 'encode' | 'ref'>,
    history: Pick<HistoryStore, 'own' | 'begin'>,
    closeness: () => Promise<Closeness | null>,
  ) {
    this.#caption = caption;
    this.#history = history;
    this.#closeness = closeness;
  }

  /** The list was changed, here or in another tab. */
  changed(): void {
    this.#state.forget();
  }

  /** Encodes one name that is missing; for idle time. @returns how far it is; null where nothing was missing */
  async encodeNext(): Promise<{ readonly done: number; readonly of: number } | null> {
    const closeness = await this.#closeness();
    const state = await this.#state.get();
    const names = this.#names;
    const next = closeness === null || names === null ? undefined : state.waiting.pop();
    if (closeness === null || names === null || next === undefined) return null;
    names.set(next, await this.#meaning(next, closeness).catch(() => null));
    this.#unwritten += 1;
    if (this.#unwritten >= BATCH || state.waiting.length === 0) await this.#write(state, names);
    return { done: state.tags.length - state.waiting.length, of: state.tags.length };
  }

  /** Hashtags of the list that are close to a caption, the closest first. @param caption null = there is none */
  async near(caption: Pick<CaptionEncoding, 'width' | 'data'> | null): Promise<readonly Listed[]> {
    if (caption === null) return [];
    const { tags } = await this.#state.get();
    const closeness = tags.length === 0 ? null : await this.#closeness();
    const seen = closeness === null ? null : atLengthOne(meanToken(caption), closeness.captions);
    if (closeness === null || seen === null) return [];
    const { scale, shift, most } = closeness;
    return tags
      .flatMap((tag) => {
        const name = this.#names?.get(tag.label);
        return name === null || name === undefined ? [] : [{ tag, cosine: product(seen, name) }];
      })
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, MOST)
      .map(({ tag, cosine }) => {
        const probability = Math.min(most, 1 / (1 + Math.exp(-(scale * cosine + shift))));
        return { tag, shift, probability, closeness: Math.log(probability / (1 - probability)) - shift };
      });
  }

  async #read(): Promise<State> {
    const writer = await this.#history.begin();
    const tags = await keptList(this.#history);
    // Read once: what was encoded since is known here better than there.
    const names = this.#names ?? readNames(await this.#history.own(LIST_NAMES), this.#caption.ref);
    this.#names = names;
    const waiting = tags.flatMap(({ label }) => (names.has(label) ? [] : [label])).reverse();
    return { tags, waiting, writer };
  }

  async #meaning(label: string, { names }: Closeness): Promise<Float32Array | null> {
    return atLengthOne(meanToken(await this.#caption.encode(wordsOfTag(label).toLowerCase())), names);
  }

  async #write({ tags, writer }: State, names: ReadonlyMap<string, Float32Array | null>): Promise<void> {
    this.#unwritten = 0;
    const record = writtenNames(
      this.#caption.ref,
      tags.flatMap(({ label }) => {
        const name = names.get(label);
        return name === undefined ? [] : [[label, name] as const];
      }),
    );
    // Kept so that they need not be made again; without it they are made at the next visit.
    await writer.changeOwn(LIST_NAMES, () => record).catch(() => undefined);
  }
}

/** Of all rows, special ones too: so it was learnt, of captions and of names. */
function meanToken({ width, data }: Pick<CaptionEncoding, 'width' | 'data'>): Float32Array {
  const mean = new Float32Array(width);
  const rows = data.length / width;
  data.forEach((value, place) => {
    mean[place % width] = (mean[place % width] ?? 0) + value / rows;
  });
  return mean;
}

function atLengthOne(vector: Float32Array, middle: readonly number[]): Float32Array | null {
  const seen = vector.map((value, i) => value - (middle[i] ?? 0));
  const length = Math.hypot(...seen);
  return length > 0 && Number.isFinite(length) ? seen.map((value) => value / length) : null;
}

function product(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
