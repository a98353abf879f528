export { TagweaveError } from './domain/errors.ts';
export type { ErrorCode, PlainError } from './domain/errors.ts';
export { hashtagKey, hashtagLabel, hashtagsIn } from './domain/hashtag.ts';
export {
  PLATFORMS,
  defaultTagCount,
  formatTags,
  platformRule,
  postLength,
  tagsForPlatform,
} from './domain/platforms.ts';
export type { ArchiveKind, ImportPreview, ImportProblem, ImportReport, PickedFile } from './domain/import.ts';
export type { PlatformRule, PlatformTags, PostLength, TagStyle } from './domain/platforms.ts';
export type { PostTag, PostVector, SavedPost } from './domain/post.ts';
export type { OwnReplay, ReplayBand, ReplaySystem, SystemMetrics } from './domain/replay.ts';
export type { TagShift, Taste, TasteTag, Trend } from './domain/taste.ts';
export type { RecommenderEvent, Step } from './domain/progress.ts';
export type {
  Attention,
  Backends,
  PostDraft,
  Reason,
  Recommendation,
  TagSuggestion,
  WordAttention,
} from './domain/recommendation.ts';
export type { StoredModel } from './domain/stored-model.ts';
export { createRecommender } from './recommender/library-recommender.ts';
export type { RecommenderOptions } from './recommender/library-recommender.ts';
export type {
  CallOptions,
  DownloadSize,
  ExportOptions,
  HistoryPage,
  ImportOptions,
  LearnRequest,
  LoadReport,
  PostEdit,
  Recommender,
  RecommendOptions,
  ReplayOptions,
  TasteOptions,
} from './recommender/recommender.ts';
