import type { Draft, DraftTag } from '../../drafts/draft.ts';
import type { DraftStore } from '../../drafts/draft-store.ts';
import type { Post } from '../compose/post.ts';
import { isDecided } from '../compose/chips.ts';
import { isBlank } from '../compose/post.ts';
import type { Compose } from './compose-store.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** A pause in typing after which the words are written down. */
export const DRAFT_PAUSE_MS = 250;
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
}

interface Written {
  readonly words: string;
  readonly photo: Blob | null;
}

/** `store` null or failing: the posts live as long as the page. */
export function createDraftKeeper(
  compose: Pick<Compose, 'store' | 'restore'>,
  store: DraftStore,
  claim: () => Promise<string>,
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

  return {
    partly,
    flush,
    start: async () => {
      try {
        slot = await claim();
        const drafts = await store.read(slot);
        for (const draft of drafts) written.set(draft.id, { words: wordsOf(draft), photo: draft.photo });
        compose.restore(drafts);
      } catch {
        // Denied or damaged: the page starts empty.
        return;
      }
      compose.store.subscribe(() => {
        timer ??= setTimeout(() => void flush(), DRAFT_PAUSE_MS);
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') void flush();
      });
      void flush();
    },
  };
}

/** What is worth keeping: posts with something in them that are not saved yet; photos as far as the room goes. */
function keptDrafts(posts: readonly Post[]): { readonly kept: readonly Draft[]; readonly left: boolean } {
  let bytes = 0;
  let left = false;
  const kept = posts.flatMap((post): Draft[] => {
    if (isBlank(post) || post.savedId !== null) return [];
    bytes += post.photo?.size ?? 0;
    const fits = bytes <= MOST_KEPT_BYTES;
    if (!fits) left = true;
    const { id, caption, photo, photoName } = post;
    return [{ id, caption, photo: fits ? photo : null, photoName, tags: decidedTags(post) }];
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

function wordsOf({ caption, photoName, tags }: Draft): string {
  return JSON.stringify([caption, photoName, tags]);
}
