import type { PickedFile } from '../../domain/post/import.ts';
import type { PostTag, PostVector, SavedPost } from '../../domain/post/post.ts';
import type { PostDraft, WholeDraft } from '../../domain/recommendation.ts';
import type { TagSet } from '../../domain/post/tag-set.ts';
import { TAG_LANGUAGES } from '../../domain/tags/tag-language.ts';
import { flagOf, itemsOf, listOf, objectOf, optional, photoOf, signalOf, textOf, usageOf } from './checked-fields.ts';
import { guarded } from './guarded.ts';
import type {
  CallOptions,
  ImportOptions,
  LearnRequest,
  PostEdit,
  Recommender,
  RecommendOptions,
  WholeLearn,
} from '../recommender.ts';

/**
 * The engine behind a door at which plain JavaScript may knock: what is left out gets its default, what is of another kind rejects with
 * `usage` and the field's name, before anything is done or crosses to a worker.
 */
export function withCheckedCalls<Engine extends Recommender>(engine: Engine): Engine {
  const inner: Recommender = { ...boundCalls(engine) };
  const checked: Partial<Recommender> = {
    load: (options) => guarded(() => inner.load(callOptions(options))),
    recommend: (draft, options) =>
      guarded(() => inner.recommend(wholeDraft(draft, 'draft'), recommendOptions(options))),
    learn: (request, options) => guarded(() => inner.learn(wholeLearn(request), callOptions(options))),
    history: (options) => guarded(() => inner.history(pageOptions(options))),
    updatePost: (id, change) => guarded(() => inner.updatePost(textOf(id, 'id'), postEdit(change))),
    forgetPost: (id) => guarded(() => inner.forgetPost(textOf(id, 'id'))),
    restorePost: (post) => guarded(() => inner.restorePost(savedPost(post))),
    postIds: (since) => guarded(() => inner.postIds(since === undefined ? undefined : dateText(since, 'since'))),
    forgetPosts: (ids) => guarded(() => inner.forgetPosts(listOf(ids, 'ids', textOf))),
    previewImport: (files, options) =>
      guarded(() => inner.previewImport(pickedFiles(files), { ...importOptions(options), ...callOptions(options) })),
    importPosts: (files, options) =>
      guarded(() => inner.importPosts(pickedFiles(files), { ...importOptions(options), ...callOptions(options) })),
    exportPosts: (options) =>
      guarded(() => inner.exportPosts({ ...passphraseOptions(options), ...callOptions(options) })),
    taste: (options) => guarded(() => inner.taste({ ...options, ...callOptions(options) })),
    replayOwn: (options) => guarded(() => inner.replayOwn({ ...options, ...callOptions(options) })),
    saveTagSet: (set, instead) =>
      guarded(() => inner.saveTagSet(tagSet(set, 'set'), optional(instead, 'instead', textOf))),
    forgetTagSet: (name) => guarded(() => inner.forgetTagSet(textOf(name, 'name'))),
    saveTagList: (list) => guarded(() => inner.saveTagList(tags(list, 'tags'))),
    forgetModels: (names) => guarded(() => inner.forgetModels(names === null ? null : listOf(names, 'names', textOf))),
  };
  return Object.assign(engine, checked);
}

function boundCalls(engine: Recommender): Recommender {
  const bound = (name: keyof Recommender) => (engine[name] as (...args: unknown[]) => unknown).bind(engine);
  const names = [
    ...(['downloadSize', 'load', 'recommend', 'learn', 'history', 'updatePost', 'forgetPost', 'restorePost'] as const),
    ...([
      'forgetEverything',
      'postIds',
      'forgetPosts',
      'previewImport',
      'importPosts',
      'exportPosts',
      'taste',
    ] as const),
    ...(['replayOwn', 'storedModels', 'forgetModels', 'on', 'dispose'] as const),
    ...(['saveTagSet', 'forgetTagSet', 'saveTagList'] as const),
  ];
  return Object.fromEntries(names.map((name) => [name, bound(name)])) as unknown as Recommender;
}

/** @throws TagweaveError `usage` */
export function wholeDraft(draft: PostDraft, field: string): WholeDraft {
  const { photo, caption } = objectOf(draft, field, 'an object with photo, caption or both');
  return {
    photo: optional(photo, `${field}.photo`, photoOf) ?? null,
    caption: optional(caption, `${field}.caption`, textOf) ?? '',
  };
}

function wholeLearn(request: LearnRequest): WholeLearn {
  const given = objectOf(request, 'request', 'an object with draft and tags');
  const typedTags = optional(given.typedTags, 'typedTags', texts);
  const altText = optional(given.altText, 'altText', textOf);
  const id = optional(given.id, 'id', textOf) ?? null;
  if (id === '') throw usageOf('id', 'a text that is not empty');
  return {
    id,
    recommendationId: optional(given.recommendationId, 'recommendationId', textOf) ?? null,
    draft: wholeDraft(given.draft, 'draft'),
    tags: optional(given.tags, 'tags', tags) ?? [],
    removedTags: optional(given.removedTags, 'removedTags', texts) ?? [],
    ...(typedTags === undefined ? {} : { typedTags }),
    ...(altText === undefined ? {} : { altText }),
    platform: optional(given.platform, 'platform', textOf) ?? null,
  };
}

/** Numbers keep their own checks (recommend.ts), which say what they may be. */
export function recommendOptions(options: RecommendOptions | undefined): RecommendOptions {
  const given = options === undefined ? {} : objectOf(options, 'options', 'an object');
  for (const name of ['count', 'gate', 'historyStrength', 'niche'] as const) {
    const value: unknown = given[name];
    if (value !== undefined && value !== null && typeof value !== 'number') throw usageOf(name, 'a number');
  }
  for (const name of ['fill', 'early'] as const) {
    const value: unknown = given[name];
    if (value !== undefined && value !== null && typeof value !== 'boolean') throw usageOf(name, 'true or false');
  }
  flagOf(given.without, 'without', ['caption', 'photo']);
  for (const [name, values] of [
    ['history', ['own', 'off']],
    ['ownTags', ['on', 'off']],
    ['personalHead', ['on', 'off']],
    ['tagLanguage', TAG_LANGUAGES],
  ] as const) {
    flagOf(given[name], name, values);
  }
  const always = optional(given.always, 'always', tags);
  const exclude = optional(given.exclude, 'exclude', texts);
  const rest = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  return {
    ...(rest as RecommendOptions),
    ...callOptions(given),
    ...(always === undefined ? {} : { always }),
    ...(exclude === undefined ? {} : { exclude }),
  };
}

export function callOptions(options: CallOptions | undefined): CallOptions {
  const { signal } = options === undefined ? {} : objectOf(options, 'options', 'an object');
  const found = optional(signal, 'signal', signalOf);
  return found === undefined ? {} : { signal: found };
}

function importOptions(options: ImportOptions | undefined): Pick<ImportOptions, 'passphrase' | 'dateOrder'> {
  const order = options?.dateOrder;
  if (order !== undefined && !['day-first', 'month-first'].includes(order)) {
    throw usageOf('dateOrder', '“day-first” or “month-first”');
  }
  return { ...passphraseOptions(options), dateOrder: order };
}

function passphraseOptions(options: { readonly passphrase?: string | undefined } | undefined): {
  readonly passphrase: string | undefined;
} {
  return { passphrase: optional(options?.passphrase, 'passphrase', textOf) };
}

function pageOptions(options: Parameters<Recommender['history']>[0]): Parameters<Recommender['history']>[0] {
  if (options === undefined) return {};
  const given = objectOf(options, 'options', 'an object');
  for (const name of ['offset', 'limit'] as const) {
    const value: unknown = given[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 0)) {
      throw usageOf(name, 'a whole number from 0');
    }
  }
  optional(given.search, 'search', textOf);
  optional(given.platform, 'platform', textOf);
  if (given.order !== undefined && !['newest', 'oldest'].includes(given.order)) {
    throw usageOf('order', '“newest” or “oldest”');
  }
  return given;
}

function postEdit(change: PostEdit): PostEdit {
  const given = objectOf(change, 'change', 'an object with what is to change');
  const found = {
    caption: optional(given.caption, 'caption', textOf),
    tags: optional(given.tags, 'tags', tags),
    removedTags: optional(given.removedTags, 'removedTags', texts),
    typedTags: optional(given.typedTags, 'typedTags', texts),
    altText: optional(given.altText, 'altText', textOf),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** A post as it was given out: what is stored is read back by a schema, so that nothing else may get in. */
function savedPost(post: SavedPost): SavedPost {
  const given = objectOf(post, 'post', 'a saved post');
  const typedTags = optional(given.typedTags, 'post.typedTags', texts);
  const altText = optional(given.altText, 'post.altText', textOf);
  const vector = optional(given.vector, 'post.vector', vectorOf) ?? null;
  const id = textOf(given.id, 'post.id');
  if (id === '') throw usageOf('post.id', 'a text that is not empty');
  return {
    id,
    createdAt: dateText(given.createdAt, 'post.createdAt'),
    caption: textOf(given.caption, 'post.caption'),
    tags: tags(given.tags, 'post.tags'),
    removedTags: optional(given.removedTags, 'post.removedTags', texts) ?? [],
    ...(typedTags === undefined ? {} : { typedTags }),
    ...(altText === undefined ? {} : { altText }),
    thumbnail: optional(given.thumbnail, 'post.thumbnail', photoOf) ?? null,
    platform: optional(given.platform, 'post.platform', textOf) ?? null,
    vector,
  };
}

function vectorOf(value: unknown, field: string): PostVector {
  const { maker, values, photo, caption } = objectOf(value as PostVector, field, 'an object { maker, values }');
  return {
    maker: textOf(maker, `${field}.maker`),
    values: numbersOf(values, `${field}.values`),
    ...(photo === undefined ? {} : { photo: numbersOf(photo, `${field}.photo`) }),
    ...(caption === undefined ? {} : { caption: numbersOf(caption, `${field}.caption`) }),
  };
}

function numbersOf(value: unknown, field: string): Float32Array {
  if (!(value instanceof Float32Array)) throw usageOf(field, 'a Float32Array');
  return value;
}

function dateText(value: unknown, field: string): string {
  const text = textOf(value, field);
  if (Number.isNaN(new Date(text).getTime())) throw usageOf(field, 'a date as ISO 8601 writes it');
  return text;
}

function texts(value: unknown, field: string): readonly string[] {
  return listOf(value, field, textOf);
}

function tags(value: unknown, field: string): readonly PostTag[] {
  return listOf(value, field, (one, name) => {
    const { key, label } = objectOf(one as Partial<PostTag>, name, 'an object { key, label }');
    const text = textOf(label, `${name}.label`);
    return { key: optional(key, `${name}.key`, textOf) ?? text, label: text };
  });
}

function tagSet(value: unknown, field: string): TagSet {
  const given = objectOf(value as Partial<TagSet>, field, 'an object { name, tags }');
  return { name: textOf(given.name, `${field}.name`), tags: tags(given.tags, `${field}.tags`) };
}

function pickedFiles(value: unknown): readonly PickedFile[] {
  return itemsOf(value, 'files').map((one, index) => {
    const name = `files[${String(index)}]`;
    const { path, file } = objectOf(one as Partial<PickedFile>, name, 'an object { path, file }');
    return { path: textOf(path, `${name}.path`), file: photoOf(file, `${name}.file`) };
  });
}
