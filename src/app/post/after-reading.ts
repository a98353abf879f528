import type { Recommendation } from '../../domain/recommendation.ts';
import { mergeRecommendation } from './chips.ts';
import { gateAfter } from './post.ts';
import type { Post } from './post.ts';

/** What a recommendation changes in its post. @param caption the one that it has read @param count tags that are wanted */
export function afterReading(post: Post, result: Recommendation, caption: string, count: number): Partial<Post> {
  return {
    recommendation: result,
    readCaption: caption,
    ownGate: gateAfter(post, result),
    table: mergeRecommendation(post.table, result, count),
  };
}
