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
export type { PlatformRule, PlatformTags, PostLength, TagStyle } from './domain/platforms.ts';
export type { PostTag, PostVector, SavedPost } from './domain/post.ts';
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
export { createRecommender } from './recommender/library-recommender.ts';
export type { RecommenderOptions } from './recommender/library-recommender.ts';
export type {
  CallOptions,
  DownloadSize,
  HistoryPage,
  LearnRequest,
  LoadReport,
  Recommender,
  RecommendOptions,
} from './recommender/recommender.ts';
