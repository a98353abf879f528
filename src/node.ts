/**
 * The recommender in Node 20 and later: native encoders, the models of the package.
 *
 * @module tagweave/node
 */
import { libraryDoor } from './recommender/calls/library-door.ts';
import type { LibraryRecommender } from './recommender/calls/library-door.ts';
import { createEngine } from './recommender/engine.ts';
import { readInNode } from './recommender/models/node-photo.ts';
import { nodeParts } from './recommender/models/node-parts.ts';

export { TagweaveError } from './domain/errors/errors.ts';
export type { ErrorCode } from './domain/errors/errors.ts';
export { hashtagKey, hashtagLabel, hashtagsIn } from './domain/tags/hashtag.ts';
export { UNDATED, isDated } from './domain/post/post.ts';
export type { PostTag, SavedPost } from './domain/post/post.ts';
export type { PostDraft, Reason, Recommendation, TagSuggestion } from './domain/recommendation.ts';
export type { DraftLike, LearnLike, LibraryRecommender } from './recommender/calls/library-door.ts';
export type { RecommenderModels, RecommenderPosts, RecommenderTags } from './recommender/calls/library-groups.ts';
export type { PhotoLike, PictureLike } from './recommender/calls/photo-source.ts';
export type { LibraryReport, LoadReport, RecommendOptions } from './recommender/recommender.ts';

/** Which models to use, and from where. */
export interface NodeRecommenderOptions {
  /** Folder or URL that holds `catalogue.json`; default: the models that came with the package. */
  readonly modelBase?: string;
  /** Id of a network of the catalogue. */
  readonly network?: string;
  readonly thumbnails?: boolean;
}

/**
 * The engine in this process: native encoders, history in memory. A photo is a path, an address, or bytes.
 *
 * In a thread of yours (`node:worker_threads`), set `ORT_DISABLE_TELEMETRY=1` in the main thread first: there alone is it seen by ONNX
 * Runtime’s library, which otherwise reports its start to its maker.
 */
export function createRecommender({ modelBase, network, thumbnails }: NodeRecommenderOptions = {}): LibraryRecommender {
  return libraryDoor(createEngine(nodeParts({ base: modelBase, network, thumbnails })), readInNode);
}
