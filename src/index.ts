/**
 * The recommender for pages: in a worker, on the device, with the person's own posts in IndexedDB. Examples: docs/embedding.md.
 *
 * @module tagweave
 */
export { TagweaveError } from './domain/errors/errors.ts';
export type { ErrorCode, PlainError } from './domain/errors/errors.ts';
export { MAX_TAG_LENGTH, hashtagKey, hashtagLabel, hashtagsIn } from './domain/tags/hashtag.ts';
export {
  DEFAULT_TAG_COUNT,
  PLATFORMS,
  defaultTagCount,
  formatTags,
  platformRule,
  postLength,
  tagsForPlatform,
} from './domain/platforms/platforms.ts';
export type {
  ArchiveKind,
  DateOrder,
  ImportPreview,
  ImportProblem,
  ImportReport,
  LeftOut,
  LeftOutReason,
  PickedFile,
  ProblemCode,
} from './domain/post/import.ts';
export type { Metrics } from './domain/metrics/metrics.ts';
export type {
  PlatformRule,
  PlatformTags,
  PostLength,
  TagCharacters,
  TagStyle,
  TagTrouble,
} from './domain/platforms/platforms.ts';
export { UNDATED, isDated } from './domain/post/post.ts';
export type { PostTag, PostVector, SavedPost } from './domain/post/post.ts';
export type { OwnReplay, ReplayBand, ReplaySystem, SystemMetrics } from './domain/replay.ts';
export type { TagShift, Taste, TasteTag, Trend } from './domain/taste.ts';
export type { RecommenderEvent, Step } from './domain/progress.ts';
export type {
  Attention,
  Backends,
  EncoderBackend,
  Named,
  NamedAs,
  NetworkBackend,
  PostDraft,
  Reason,
  ReasonPart,
  ReasonPartName,
  Recommendation,
  TagSuggestion,
  WordAttention,
} from './domain/recommendation.ts';
export { REASON_PARTS } from './domain/recommendation.ts';
export type { KnownTag } from './domain/tags/known-tag.ts';
export type { LengthUnit } from './domain/text/text-length.ts';
export type {
  EncoderForm,
  OwnCaptionEncoder,
  OwnEncoderBase,
  OwnEncoderManifestInput,
  OwnPhotoEncoder,
} from './domain/models/own-encoder-manifest.ts';
export type { StoredModel } from './domain/models/stored-model.ts';
export { TAG_LANGUAGES } from './domain/tags/tag-language.ts';
export type { TagLanguage, TranslationOf } from './domain/tags/tag-language.ts';
export type { DraftLike, LearnLike, LibraryRecommender } from './recommender/calls/library-door.ts';
export type { RecommenderModels, RecommenderPosts, RecommenderTags } from './recommender/calls/library-groups.ts';
export type { PhotoLike, PictureLike } from './recommender/calls/photo-source.ts';
export type { TagSet } from './domain/post/tag-set.ts';
export { createRecommender } from './recommender/worker/library-recommender.ts';
export type { RecommenderOptions } from './recommender/worker/library-recommender.ts';
export type { OwnEncoder } from './recommender/models/choose-models.ts';
export type {
  CallOptions,
  DownloadSize,
  ExportOptions,
  HistoryOptions,
  HistoryPage,
  ImportOptions,
  LearnRequest,
  LibraryReport,
  LoadReport,
  PostEdit,
  RecommendOptions,
  RelatedOptions,
  ReplayOptions,
  TasteOptions,
} from './recommender/recommender.ts';
export type { WorkerLike } from './recommender/worker/worker-engine.ts';
