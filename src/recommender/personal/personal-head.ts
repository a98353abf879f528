import type { PostTag } from '../../domain/post/post.ts';
import type { TagShift } from '../../domain/taste.ts';
import type { LearntPost } from '../../history/history-store.ts';
import { emptyLayer, layerOutput, LearningLayer } from '../../network/training/personal-layer.ts';
import type { PersonalLayer, PersonalLesson } from '../../network/training/personal-layer.ts';
import { earlierPosts } from './earlier-posts.ts';
import type { NetworkRunner } from '../models/engine-parts.ts';
import { rehearsal } from './rehearsal.ts';
import type { VocabularyIndex } from '../reading/vocabulary-index.ts';

/**
 * The personal head [D; values chosen in docs/decisions/0008-personal-head.md]: one dense layer over the frozen z = [p;u] that moves the
 * network's logits, Δ_h = W_h·x with x = [p/|p|√2 ; u/|u|√2 ; c·n/(n + m)] after n posts, and stands in for them (o_h) where the
 * network has no such tag:
 *
 *     logit'(h) = logit(h) + Δ_h      of the network's tags
 *     logit'(h) = o + Δ_h             of the person's other tags
 *
 * It learns a post when it is saved, by a few steps of gradient descent on this post and some earlier ones. What it is, is a function
 * of the posts in their order alone: forgetting one means learning those after it again from what was before it.
 */
export interface HeadWeights {
  /** Gradient steps a post. */
  readonly steps: number;
  /** Earlier posts beside the new one in each step. */
  readonly rehearsed: number;
  readonly rate: number;
  /** c: the constant input. */
  readonly constant: number;
  /** m: how many posts it takes to believe half of a habit. A lone post says what goes with posts like it, not with all. */
  readonly habitShrinkage: number;
  /** o: log-odds of a tag that the network does not know, before anything is learnt. */
  readonly unknownTag: number;
  /** How much more a tag counts that the person took away than one that was merely not used. */
  readonly removedEmphasis: number;
  readonly seed: number;
}

export const HEAD_WEIGHTS: HeadWeights = {
  steps: 2,
  rehearsed: 7,
  rate: 4,
  constant: 0.5,
  habitShrinkage: 2,
  unknownTag: -5,
  removedEmphasis: 3,
  seed: 1,
};

/** Earlier posts that may be rehearsed: bounds memory, about 6 KB each. */
const POOL = 256;
/** Room for outputs grows by this many. */
const COLUMNS = 64;
/** A state is kept every so many posts, for going back; when there are too many, every second one goes. */
const STRIDE = 32;
const CHECKPOINTS = 8;

/** A tag that has an output. */
interface Column {
  readonly tag: PostTag;
  readonly place: number;
  /** Class of the network; null for a tag that it does not know. */
  readonly index: number | null;
  /** Some post carries it: it may be suggested. */
  readonly isUsed: boolean;
}

/** A post as it was learnt. */
interface Learnt {
  /** x. */
  readonly input: Float32Array;
  /** The network's, H. */
  readonly logits: Float32Array;
  readonly tags: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** Everything known after the first `posts` posts; never changed, so that going back is taking an older one. */
interface State {
  readonly posts: number;
  readonly taught: number;
  readonly layer: PersonalLayer;
  readonly columns: ReadonlyMap<string, Column>;
  readonly pool: readonly Learnt[];
  /** Σ x of the posts that taught. */
  readonly sum: Float32Array;
}

export interface HeadTools {
  readonly network: Pick<NetworkRunner, 'represent' | 'config'>;
  readonly vocabulary: VocabularyIndex;
  readonly maker: string;
}

/** Δ of one post by tag key, and what stands in for the logit of a tag that the network does not know. */
export interface HeadShifts {
  readonly unknownTag: number;
  readonly byKey: ReadonlyMap<string, HeadShift>;
}

export interface HeadShift {
  readonly tag: PostTag;
  /** Log-odds. */
  readonly shift: number;
  /** Some post of the person carries the tag. */
  readonly isUsed: boolean;
}

export const NO_SHIFTS: HeadShifts = { unknownTag: 0, byKey: new Map() };

export class PersonalHead {
  readonly #tools: HeadTools;
  readonly #weights: HeadWeights;
  readonly #blank: State;
  #state: State;
  /** The posts to learn, oldest first; the first `#state.posts` are learnt. */
  #posts: readonly LearntPost[] = [];
  /** Older states, oldest first. */
  #checkpoints: readonly State[] = [];
  #stride = STRIDE;

  constructor(tools: HeadTools, weights: HeadWeights = HEAD_WEIGHTS) {
    this.#tools = tools;
    this.#weights = weights;
    const width = 2 * tools.network.config.d + 1;
    this.#blank = {
      ...{ posts: 0, taught: 0, layer: emptyLayer(width, COLUMNS), columns: new Map() },
      ...{ pool: [], sum: new Float32Array(width) },
    };
    this.#state = this.#blank;
  }

  /** Posts learnt from. */
  get taught(): number {
    return this.#state.taught;
  }

  /** Posts still to be learnt. */
  get pending(): number {
    return this.#posts.length - this.#state.posts;
  }

  /**
   * These are the posts now. What was learnt from others is gone at once: the head goes back to a state that knew none of them, and
   * {@link learnNext} leads on from there.
   * @param posts oldest first
   */
  follow(posts: readonly LearntPost[]): void {
    if (posts === this.#posts) return;
    let same = 0;
    while (same < this.#state.posts && same < posts.length && isSame(this.#posts[same], posts[same])) same += 1;
    this.#posts = posts;
    if (same < this.#state.posts) {
      this.#checkpoints = this.#checkpoints.filter((state) => state.posts <= same);
      this.#state = this.#checkpoints.at(-1) ?? this.#blank;
    }
  }

  /**
   * Learns the next posts that are pending. A post that was forgotten meanwhile leaves no trace.
   * @param most so many at once, which is quicker; fewer where a state to go back to lies between them
   */
  async learnNext(most = 1): Promise<void> {
    const [before, posts] = [this.#state, this.#posts];
    const some = posts.slice(before.posts, before.posts + most - (before.posts % most));
    if (some.length === 0) return;
    const after = await this.#learn(before, posts, some.length);
    if (this.#state !== before || !some.every((post, n) => isSame(this.#posts[before.posts + n], post))) return;
    this.#keep(before);
    this.#state = after;
  }

  /**
   * Δ for a post.
   * @param vector p, d numbers @param user u, d numbers @param strength scales every Δ, 0…1
   */
  shifts(vector: Float32Array, user: Float32Array, strength = 1): HeadShifts {
    if (this.#state.taught === 0 || strength === 0) return NO_SHIFTS;
    return {
      unknownTag: this.#weights.unknownTag,
      byKey: this.#moved(this.#inputOf(vector, user, this.#state.taught), strength),
    };
  }

  /** What Δ is on average over the posts that taught, for the network's tags and the person's own; strongest first. */
  meanShifts(): TagShift[] {
    const { taught, sum } = this.#state;
    if (taught === 0) return [];
    const mean = sum.map((value) => value / taught);
    return [...this.#moved(mean, 1)]
      .map(([key, { tag, shift }]) => ({ key, label: tag.label, amount: shift }))
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  }

  #moved(input: Float32Array, strength: number): Map<string, HeadShift> {
    const { layer, columns } = this.#state;
    const output = layerOutput(layer, input);
    return new Map(
      [...columns].map(([key, { tag, place, isUsed }]) => [
        key,
        { tag, isUsed, shift: strength * (output[place] ?? 0) },
      ]),
    );
  }

  /** Keeps the state before the last post, for its undo, and one every so many posts. */
  #keep(state: State): void {
    let kept = this.#checkpoints.filter(({ posts }) => posts % this.#stride === 0);
    if (kept.length > CHECKPOINTS) {
      this.#stride *= 2;
      kept = kept.filter(({ posts }) => posts % this.#stride === 0);
    }
    this.#checkpoints = [...kept, state];
  }

  async #learn(before: State, posts: readonly LearntPost[], count: number): Promise<State> {
    const layer = new LearningLayer(before.layer);
    try {
      let state = before;
      for (let n = 0; n < count; n += 1) state = await this.#learnOne(state, posts, layer);
      return state.taught === before.taught ? state : { ...state, layer: await layer.numbers() };
    } finally {
      layer.dispose();
    }
  }

  /** Everything after the next post but the layer, which learns beside it. */
  async #learnOne(state: State, posts: readonly LearntPost[], layer: LearningLayer): Promise<State> {
    const { network, vocabulary, maker } = this.#tools;
    const next = { ...state, posts: state.posts + 1 };
    const post = posts[state.posts];
    if (post === undefined || post.tags.length === 0 || post.vector?.maker !== maker) return next;
    const recent = posts.slice(Math.max(0, state.posts - network.config.history.length), state.posts);
    const { user, logits } = await network.represent(post.vector.values, earlierPosts(recent, maker, vocabulary));
    const learnt: Learnt = {
      input: this.#inputOf(post.vector.values, user, state.taught),
      logits,
      tags: new Set(post.tags.map((tag) => tag.key)),
      removed: new Set(post.removedTags),
    };
    const columns = this.#columnsWith(state.columns, post);
    layer.widen(Math.ceil(columns.size / COLUMNS) * COLUMNS);
    const room = { width: state.layer.width, columns: layer.columns };
    await layer.learn(this.#lesson(learnt, state, columns, room), this.#weights.rate);
    return {
      ...next,
      taught: state.taught + 1,
      columns,
      pool: [...state.pool, learnt].slice(-POOL),
      sum: state.sum.map((value, i) => value + (learnt.input[i] ?? 0)),
    };
  }

  /** Outputs for the post's tags and those taken away. What was suggested and not pressed has none: nobody disliked it. */
  #columnsWith(before: ReadonlyMap<string, Column>, post: LearntPost): Map<string, Column> {
    const { vocabulary } = this.#tools;
    const columns = new Map(before);
    const add = (tag: PostTag, isUsed: boolean): void => {
      const known = columns.get(tag.key);
      columns.set(tag.key, {
        tag: isUsed || known === undefined ? tag : known.tag,
        place: known?.place ?? columns.size,
        index: vocabulary.indexOf(tag.key),
        isUsed: isUsed || known?.isUsed === true,
      });
    };
    for (const tag of post.tags) add(tag, true);
    for (const key of post.removedTags) add(vocabulary.tagOf(key) ?? { key, label: key }, false);
    return columns;
  }

  /** The new post with other earlier ones in every step. */
  #lesson(
    learnt: Learnt,
    { pool, taught }: State,
    columns: ReadonlyMap<string, Column>,
    layer: Pick<PersonalLayer, 'width' | 'columns'>,
  ): PersonalLesson {
    const { steps, rehearsed, seed, unknownTag, removedEmphasis } = this.#weights;
    const examples = Array.from({ length: steps }, (_, step) => [
      learnt,
      ...rehearsal(rehearsed, pool.length, seed + steps * taught + step).flatMap((place) => pool[place] ?? []),
    ]);
    const rows = examples[0]?.length ?? 0;
    const [inputs, ...rest] = [layer.width, layer.columns, layer.columns, layer.columns].map(
      (across) => new Float32Array(steps * rows * across),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const [offsets, targets, emphasis] = rest;
    const classes = Int32Array.from(columns.values(), ({ index }) => index ?? -1); // in order of place
    examples.flat().forEach(({ input, logits, tags, removed }, row) => {
      inputs.set(input, row * layer.width);
      const start = row * layer.columns;
      for (let place = 0; place < classes.length; place += 1) {
        const index = classes[place] ?? -1;
        offsets[start + place] = index < 0 ? unknownTag : (logits[index] ?? 0);
      }
      emphasis.fill(1, start, start + columns.size);
      const placesOf = (keys: ReadonlySet<string>): number[] =>
        [...keys].flatMap((key) => columns.get(key)?.place ?? []);
      for (const place of placesOf(removed)) emphasis[start + place] = removedEmphasis;
      for (const place of placesOf(tags)) {
        targets[start + place] = 1;
        emphasis[start + place] = 1;
      }
    });
    return { batches: steps, rows, inputs, offsets, targets, emphasis };
  }

  /** x = [p/|p|√2 ; u/|u|√2 ; c·n/(n + m)]. @param taught n */
  #inputOf(vector: Float32Array, user: Float32Array, taught: number): Float32Array {
    const { d } = this.#tools.network.config;
    const input = new Float32Array(2 * d + 1);
    for (const [half, values] of [vector, user].entries()) {
      let squares = 0;
      for (const value of values) squares += value * value;
      const length = Math.sqrt(squares) * Math.SQRT2;
      for (let i = 0; i < values.length; i += 1) input[half * d + i] = length > 0 ? (values[i] ?? 0) / length : 0;
    }
    input[2 * d] = (this.#weights.constant * taught) / (taught + this.#weights.habitShrinkage);
    return input;
  }
}

const NO_NUMBERS = new Float32Array(0);

/** The same post for learning: what is saved again unchanged, or read again from the database, is not learnt again. */
function isSame(one: LearntPost | undefined, other: LearntPost | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  // Field by field, the numbers last: another tab's save makes this look at every post anew.
  return (
    one.id === other.id &&
    one.createdAt === other.createdAt &&
    isSameList(one.removedTags, other.removedTags) &&
    one.tags.length === other.tags.length &&
    one.tags.every(({ key, label }, n) => {
      const tag = other.tags[n];
      return tag?.key === key && tag.label === label;
    }) &&
    one.vector?.maker === other.vector?.maker &&
    isSameList(one.vector?.values ?? NO_NUMBERS, other.vector?.values ?? NO_NUMBERS)
  );
}

function isSameList<Item>(one: ArrayLike<Item>, other: ArrayLike<Item>): boolean {
  if (one.length !== other.length) return false;
  for (let n = 0; n < one.length; n += 1) if (!Object.is(one[n], other[n])) return false;
  return true;
}
