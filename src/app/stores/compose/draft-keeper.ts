import type { Draft, DraftTag } from '../../../drafts/draft.ts';
import type { DraftStore } from '../../../drafts/draft-store.ts';
import type { DraftJournal, ForgottenDrafts } from '../../../drafts/forgotten-drafts.ts';
import type { Post } from '../../post/post.ts';
import { isDecided } from '../../post/chips.ts';
import { isDraft } from '../../post/post.ts';
import type { Compose } from './compose.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';

/** A pause in typing after which the words are written down. */
const DRAFT_PAUSE_MS = 250;
/** Photos kept for a crash, all posts together. */
export const MOST_KEPT_BYTES = 400e6;

/** Writes down what is on the table, so that a crash, an accidental close or an update loses nothing. */
export interface DraftKeeper {
  /** True while some photos on the table are more than is kept for later. */
  readonly partly: Store<boolean>;
  /** Puts back what this window, or one that crashed or was closed, had on the table; from then on changes are written. */
  readonly start: () => Promise<void>;
  /** Writes what has changed now. Never rejects. */
  readonly flush: () => Promise<void>;
  /**
   * Throws away all drafts but those of posts on the table of an open window; kept posts have left this one's before. Written down before
   * it returns, and finished by the next start when this page ends at once. Never rejects.
   */
  readonly forget: () => Promise<void>;
  /** Writes everything on the table again: another window may have thrown it away. */
  readonly rewrite: () => Promise<void>;
}

/** What a keeper knows of slots (drafts/slot.ts). */
export interface Slots {
  readonly claim: () => Promise<string>;
  readonly whenFree: (slot: string, work: () => Promise<void>) => Promise<void>;
}

interface Written {
  readonly words: string;
  readonly photo: Blob | null;
}

/** `store` null or failing: the posts live as long as the page. */
export function createDraftKeeper(
  compose: Pick<Compose, 'store' | 'restore'>,
  store: DraftStore,
  { claim, whenFree }: Slots,
  journal: DraftJournal,
): DraftKeeper {
  const partly = createStore(false);
  const written = new Map<number, Written>();
  let slot: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    if (slot === null) return;
    const { kept, left } = keptDrafts(compose.store.get().posts);
    partly.set(left);
    const words = kept.filter((draft) => written.get(draft.id)?.words !== wordsOf(draft));
    const photos = kept.filter((draft) => (written.get(draft.id)?.photo ?? null) !== draft.photo);
    const ids = new Set(kept.map((draft) => draft.id));
    const gone = [...written.keys()].filter((id) => !ids.has(id));
    if (words.length + photos.length + gone.length === 0) return;
    try {
      await store.write(slot, { words, photos, gone });
      for (const draft of [...words, ...photos]) {
        written.set(draft.id, { words: wordsOf(draft), photo: draft.photo });
      }
    } catch {
      if (photos.length === 0) return;
      // No room for the photos: the words are worth keeping all the same.
      await store.write(slot, { words, photos: [], gone });
      for (const draft of words) written.set(draft.id, { words: wordsOf(draft), photo: draft.photo });
      partly.set(true);
    }
    for (const id of gone) written.delete(id);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).catch(() => undefined);
    return writing;
  };

  /** Carries a wish out, before or between writings. */
  const throwAway = async (own: string, { slot: table, but }: ForgottenDrafts): Promise<void> => {
    const butOf = (one: string): readonly number[] => (one === table ? but : []);
    await store.forget(own, butOf(own));
    for (const other of await store.slots()) {
      if (other !== own) await whenFree(other, () => store.forget(other, butOf(other)));
    }
  };
  const forget = (own: string): Promise<void> => {
    const but = keptDrafts(compose.store.get().posts).kept.map((draft) => draft.id);
    const wish: ForgottenDrafts = { slot: own, but };
    journal.set(wish);
    const work = async (): Promise<void> => {
      await throwAway(own, wish);
      for (const id of written.keys()) if (!but.includes(id)) written.delete(id);
      journal.set(null);
    };
    writing = writing.then(work).catch(() => undefined); // then the next start tries again
    return writing;
  };
  const start = async (): Promise<void> => {
    try {
      const own = await claim();
      const wish = journal.get();
      if (wish !== null) {
        await throwAway(own, wish);
        journal.set(null);
      }
      slot = own;
      const drafts = await store.read(own);
      for (const draft of drafts) written.set(draft.id, { words: wordsOf(draft), photo: draft.photo });
      compose.restore(drafts);
    } catch {
      // Denied or damaged: the page starts empty.
      return;
    }
    compose.store.subscribe(() => {
      // A post that was kept just now must not come back as one that is not.
      if (compose.store.get().posts.some(({ id, savedId }) => savedId !== null && written.has(id))) void flush();
      timer ??= setTimeout(() => void flush(), DRAFT_PAUSE_MS);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void flush();
    });
    void flush();
  };
  let starting: Promise<void> | null = null;

  return {
    partly,
    flush,
    forget: async () => {
      if (slot === null) await starting;
      if (slot !== null) await forget(slot);
    },
    rewrite: () => {
      written.clear();
      return flush();
    },
    start: () => (starting ??= start()),
  };
}

/** What is worth keeping: posts with something in them that are not saved yet; photos as far as the room goes. */
function keptDrafts(posts: readonly Post[]): { readonly kept: readonly Draft[]; readonly left: boolean } {
  let bytes = 0;
  let left = false;
  const kept = posts.flatMap((post): Draft[] => {
    if (!isDraft(post)) return [];
    bytes += post.photo?.size ?? 0;
    const fits = bytes <= MOST_KEPT_BYTES;
    if (!fits) left = true;
    const { id, caption, altText, photo, photoName, keepId, savedId, table } = post;
    const words = { id, caption, altText, photoName, tags: decidedTags(post), cleared: table.cleared };
    return [{ ...words, keepId, savedId, photo: fits ? photo : null }];
  });
  return { kept, left };
}

function decidedTags({ table }: Post): DraftTag[] {
  const tag =
    (removed: boolean) =>
    (chip: Post['table']['chips'][number]): DraftTag => ({
      key: chip.key,
      label: chip.label,
      typed: chip.origin === 'typed',
      kept: chip.kept,
      removed,
    });
  const decided = table.chips.filter(isDecided);
  return [...decided.map(tag(false)), ...table.removed.map(tag(true))];
}

function wordsOf({ caption, altText, photoName, tags, cleared, keepId, savedId }: Draft): string {
  return JSON.stringify([caption, altText, photoName, tags, cleared, keepId, savedId]);
}
