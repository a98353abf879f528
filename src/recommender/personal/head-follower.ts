import { throwIfAborted } from '../../encoders/download/abort.ts';
import type { LearntPost } from '../../history/history-store.ts';
import type { RecommendOptions } from '../recommender.ts';
import { breath } from '../work/breath.ts';
import { NO_SHIFTS, PersonalHead } from './personal-head.ts';
import type { HeadShifts, HeadTools } from './personal-head.ts';
import type { WorkQueue } from '../work/work-queue.ts';

/** A recommendation waits this long at most for posts that are not learnt yet; the rest follows in idle time. */
const LEARN_SLICE_MS = 50;

/** Posts that are learnt in one go. */
const TOGETHER = 4;

/** The personal head of the loaded models, kept up with the history. */
export class HeadFollower {
  readonly #head: PersonalHead;
  #busy: Promise<void> | null = null;

  constructor(tools: HeadTools) {
    this.#head = new PersonalHead(tools);
  }

  /** Goes back at once behind whatever was forgotten or changed; nothing is learnt yet. */
  follow(posts: readonly LearntPost[]): PersonalHead {
    this.#head.follow(posts);
    return this.#head;
  }

  /**
   * What the head says to a post's vector and the person's, as a recommendation asks it. Where that leaves the head out it follows nothing:
   * without the history there are no posts, and following none would forget what was learnt of all of them.
   * @throws TagweaveError `aborted`
   */
  async asked(
    posts: readonly LearntPost[],
    { history, personalHead, historyStrength = 1, signal }: RecommendOptions,
  ): Promise<(vector: Float32Array, user: Float32Array) => HeadShifts> {
    if (history === 'off' || personalHead === 'off') return () => NO_SHIFTS;
    await this.catchUp(posts, signal);
    // Once more: somebody else may have had it follow other posts meanwhile.
    const head = this.follow(posts);
    return (vector, user) => head.shifts(vector, user, historyStrength);
  }

  /**
   * Learns what is pending, for about {@link LEARN_SLICE_MS} at most.
   * @returns how many posts are still pending
   */
  async catchUp(posts: readonly LearntPost[], signal?: AbortSignal): Promise<number> {
    this.#head.follow(posts);
    // Two slices at a time would learn the same post twice.
    await this.#busy;
    this.#busy = this.#slice(signal).finally(() => {
      this.#busy = null;
    });
    await this.#busy;
    return this.#head.pending;
  }

  /**
   * Learns all of a history, slice by slice so that a recommendation can come between.
   * @param latest asked before each slice: two that learnt different posts in turn would send each other back for ever
   * @returns the posts that are learnt
   * @throws TagweaveError `aborted`
   */
  async learnAll(
    latest: () => Promise<readonly LearntPost[]>,
    queue: WorkQueue,
    report: (done: number, of: number) => void,
    signal?: AbortSignal,
  ): Promise<readonly LearntPost[]> {
    for (;;) {
      throwIfAborted(signal);
      const posts = await latest();
      const left = await queue.add(() => this.catchUp(posts, signal), signal);
      report(posts.length - left, posts.length);
      if (left === 0) return posts;
      await breath();
    }
  }

  async #slice(signal: AbortSignal | undefined): Promise<void> {
    const start = performance.now();
    while (this.#head.pending > 0 && performance.now() - start < LEARN_SLICE_MS) {
      throwIfAborted(signal);
      await this.#head.learnNext(TOGETHER);
    }
  }
}
