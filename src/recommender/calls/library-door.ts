import { TagweaveError } from '../../domain/errors/errors.ts';
import type { SavedPost } from '../../domain/post/post.ts';
import type { RecommenderEvent } from '../../domain/progress.ts';
import type { PostDraft, Recommendation } from '../../domain/recommendation.ts';
import type { CallOptions, LearnRequest, LibraryReport, Recommender, RecommendOptions } from '../recommender.ts';
import { callOptions, recommendOptions, wholeDraft } from './checked-calls.ts';
import { objectOf, usageOf } from './checked-fields.ts';
import { guarded } from './guarded.ts';
import { groupsOf } from './library-groups.ts';
import type { RecommenderModels, RecommenderPosts, RecommenderTags } from './library-groups.ts';
import { modelsNote } from './models-note.ts';
import { photoFrom } from './photo-source.ts';
import type { PhotoLike, ReadPhoto } from './photo-source.ts';

declare global {
  interface SymbolConstructor {
    /** `await using`; absent where the platform does not know it yet. */
    readonly asyncDispose: unique symbol;
  }
}

/** A post as whoever uses the library has it; at least one of photo and caption must be there, else `post-empty`. */
export interface DraftLike extends Omit<PostDraft, 'photo'> {
  readonly photo?: PhotoLike | null | undefined;
  /** Another word for `photo`. */
  readonly image?: PhotoLike | null | undefined;
  /** Another word for `count` of the options, 1…30. */
  readonly k?: number | undefined;
}

/** A post to save. */
export interface LearnLike extends Omit<LearnRequest, 'draft'> {
  readonly draft: DraftLike;
}

/**
 * The engine as the package gives it: loads by itself, takes whatever stands for a photo, and refuses names that it does not know. What is
 * not recommending stands in `posts`, `models` and `tags`. Every call rejects with a TagweaveError (`{name, code, message}`).
 */
export interface LibraryRecommender {
  /** Fetches what is missing, checks it, chooses backends. Safe to call twice; a second call waits for the first. */
  load(options?: CallOptions): Promise<LibraryReport>;
  /**
   * Tags for a post, ranked, with reasons. Loads first where that has not been done.
   * @throws TagweaveError `post-empty`, `photo-…`, `usage` (`details.field` names what was wrong), those of `load`; `aborted`, whose name is
   * `AbortError`
   */
  recommend(draft: DraftLike, options?: RecommendOptions): Promise<Recommendation>;
  /** The person's own posts. */
  readonly posts: RecommenderPosts<LearnLike>;
  /** The models on this device. */
  readonly models: RecommenderModels;
  /** Known hashtags, saved sets, the person's own list. */
  readonly tags: RecommenderTags;
  /** Returns the function that stops listening. */
  on(listener: (event: RecommenderEvent) => void): () => void;
  /** Ends the engine and frees its memory. What is saved stays. */
  dispose(): Promise<void>;
  /** As `dispose`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

const DRAFT: Readonly<Record<keyof DraftLike, true>> = { photo: true, image: true, caption: true, k: true };
const OPTIONS: Readonly<Record<keyof RecommendOptions, true>> = {
  signal: true,
  count: true,
  fill: true,
  gate: true,
  early: true,
  without: true,
  history: true,
  ownTags: true,
  personalHead: true,
  historyStrength: true,
  niche: true,
  always: true,
  tagLanguage: true,
  exclude: true,
};
const MOST_TAGS = 30;

/** An engine behind the library's door. */
export function libraryDoor(engine: Recommender, read: ReadPhoto): LibraryRecommender {
  let isLoaded = false;
  const load = async (options?: CallOptions): Promise<LibraryReport> => {
    const report = await engine.load(options);
    const note = modelsNote(report.models);
    if (note !== null && !isLoaded) console.warn(note);
    isLoaded = true;
    return { ...report, note };
  };
  /** The photo is read before the models are fetched: what is no photo is said at once. */
  const prepared = async (draft: DraftLike, field: string, options: CallOptions): Promise<PostDraft> => {
    const { photo, image, caption } = named(
      objectOf(draft, field, 'an object with photo, caption or both'),
      field,
      DRAFT,
    );
    const [given, name] = (image ?? null) === null ? [photo, 'photo'] : [image, 'image'];
    if (name === 'image' && (photo ?? null) !== null)
      throw usageOf(`${field}.image`, 'left out where there is a photo');
    const { signal } = options;
    const { caption: text } = wholeDraft({ caption }, field);
    const whole = { photo: await photoFrom(given, `${field}.${name}`, read, signal), caption: text };
    if (!isLoaded) await load(options);
    return whole;
  };
  const save = (request: LearnLike, options?: CallOptions): Promise<SavedPost> =>
    guarded(async () => {
      const { draft } = objectOf(request, 'request', 'an object with draft and tags');
      const asked = callOptions(options);
      return engine.learn({ ...request, draft: await prepared(draft, 'draft', asked) }, asked);
    });
  const dispose = (): Promise<void> => engine.dispose();
  const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
  const door: Omit<LibraryRecommender, typeof Symbol.asyncDispose> = {
    load,
    recommend: (draft, options) =>
      guarded(async () => {
        const asked = recommendOptions(
          named(options === undefined ? {} : objectOf(options, 'options', 'an object'), 'options', OPTIONS),
        );
        const { k } = objectOf(draft, 'draft', 'an object with photo, caption or both');
        if (k !== undefined && !(Number.isInteger(k) && k >= 1 && k <= MOST_TAGS)) {
          throw usageOf('draft.k', `a whole number from 1 to ${String(MOST_TAGS)}`);
        }
        const post = await prepared(draft, 'draft', callOptions(asked));
        return engine.recommend(post, k === undefined ? asked : { ...asked, count: k });
      }),
    ...groupsOf(engine, save),
    on: (listener) => engine.on(listener),
    dispose,
  };
  return Object.assign(
    door,
    asyncDispose === undefined ? {} : { [asyncDispose]: dispose },
  ) as unknown as LibraryRecommender;
}

/** @throws TagweaveError `usage` for the first name that is none of them */
function named<Value extends object>(value: Value, field: string, names: Readonly<Record<string, true>>): Value {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return value;
  const known = Object.keys(names).join(', ');
  throw new TagweaveError('usage', `${field} has no “${unknown}”. It has: ${known}.`, { details: { field: unknown } });
}
