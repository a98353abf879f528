import { mergeRecommendation } from './chips.ts';
import type { Table } from './chips.ts';
import { keptWords } from './post.ts';
import type { ComposeState, Post } from './post.ts';

/** The way from one state of the table to another, as an undo or redo goes it. */
export interface Journey {
  readonly from: ComposeState;
  readonly to: ComposeState;
  /** Posts that an earlier journey took off the table, as they were then. */
  readonly parked: Map<number, Post>;
}

export interface Arrival {
  readonly state: ComposeState;
  /** Posts that came back or got another photo: their object URLs are to be made. */
  readonly came: readonly number[];
  /** Posts that left or lost their photo, as they were: their object URLs are to be revoked. */
  readonly left: readonly Post[];
  /** Posts that have to be read again. */
  readonly reread: readonly number[];
}

const byId = (state: ComposeState, id: number): Post | undefined => state.posts.find((post) => post.id === id);

/** A table of before meets the reading of now: what was decided stays, what was only suggested is as now. */
function tableFor(table: Table, then: Post, now: Post, count: number): Table {
  return now.recommendation === null || now.recommendation === then.recommendation
    ? table
    : mergeRecommendation(table, now.recommendation, count);
}

/** A post that came with the act and has got words of its own since: taking the act back must not take them along. */
function hasGrown(post: Post, since: Post | undefined): boolean {
  return since === undefined || keptWords(post) !== keptWords(since);
}

/**
 * Applies to the present table what differs between two others, and only that: posts that came or went, photos, tags, captions that
 * the act itself set. What was typed or read since stays.
 */
export function travel(now: ComposeState, { from, to, parked }: Journey, count: number): Arrival {
  const came: number[] = [];
  const left: Post[] = [];
  const reread: number[] = [];
  const changed = (post: Post): Post => {
    const [then, wanted] = [byId(from, post.id), byId(to, post.id)];
    if (then === undefined || wanted === undefined) return post;
    let next = post;
    if (then.table !== wanted.table) next = { ...next, table: tableFor(wanted.table, wanted, post, count) };
    if (then.caption !== wanted.caption) next = { ...next, caption: wanted.caption };
    if (then.photo !== wanted.photo) {
      left.push(post);
      came.push(post.id);
      next = { ...wanted, caption: next.caption, keepId: post.keepId, savedId: post.savedId, keptAs: post.keptAs };
    }
    const isReadAs = next.recommendation !== null && next.readCaption.trim() === next.caption.trim();
    if (next !== post && !isReadAs && (then.caption !== wanted.caption || then.photo !== wanted.photo)) {
      reread.push(post.id);
    }
    return next;
  };

  const going = (post: Post): boolean =>
    byId(to, post.id) === undefined && byId(from, post.id) !== undefined && !hasGrown(post, byId(from, post.id));
  const posts = now.posts.filter((post) => !going(post)).map(changed);
  for (const post of now.posts.filter(going)) {
    parked.set(post.id, post);
    left.push(post);
  }
  for (const [place, wanted] of to.posts.entries()) {
    if (byId(from, wanted.id) !== undefined || byId(now, wanted.id) !== undefined) continue;
    const back = parked.get(wanted.id) ?? wanted;
    posts.splice(place, 0, back);
    came.push(back.id);
    if (back.status === 'waiting' || back.status === 'working') reread.push(back.id);
  }
  const active = [to.activeId, now.activeId, posts[0]?.id].find((id) => posts.some((post) => post.id === id));
  return { state: { ...now, posts, activeId: active ?? now.activeId }, came, left, reread };
}

/** Whether an act changed anything that can be taken back. */
export function isAct(from: ComposeState, to: ComposeState): boolean {
  if (from.posts.length !== to.posts.length) return true;
  return to.posts.some((post, index) => {
    const before = from.posts[index];
    return (
      before?.id !== post.id ||
      before.photo !== post.photo ||
      before.table !== post.table ||
      before.caption !== post.caption
    );
  });
}
