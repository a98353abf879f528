import { isDated } from '../domain/post/post.ts';
import { openFiles, pictureOf } from '../archives/files/archive-files.ts';
import { writeBackup } from '../archives/backup.ts';
import { contentKey } from '../archives/content-key.ts';
import { encrypted } from '../archives/files/encryption.ts';
import { problemOf } from '../archives/files/entry-error.ts';
import { readArchives } from '../archives/read-archives.ts';
import type { FoundPost, Reading } from '../archives/reading/reading.ts';
import type {
  ArchiveKind,
  ImportPreview,
  ImportProblem,
  ImportReport,
  PickedFile,
  ProblemCode,
} from '../domain/post/import.ts';
import type { RecommenderEvent } from '../domain/progress.ts';
import type { SavedPost } from '../domain/post/post.ts';
import { tagListOf } from '../domain/tags/tag-list.ts';
import { newSets } from '../domain/tags/tag-sets.ts';
import { abortedError, throwIfAborted } from '../encoders/download/abort.ts';
import type { DecodedPhoto } from '../encoders/photo/photo.ts';
import { sha256 } from '../encoders/download/sha256.ts';
import type { HistoryStore, HistoryWriter } from '../history/history-store.ts';
import { joinList, keptList } from './history/kept-list.ts';
import { joinSets, savedSets } from './history/saved-sets.ts';
import type { EngineParts, Models } from './models/engine-parts.ts';
import { postVector } from './workshop/fused-vector.ts';
import type { ExportOptions, ImportOptions } from './recommender.ts';
import type { WorkQueue } from './work/work-queue.ts';

/** Posts are saved so many at a time, or after so long: what a cancelled import keeps is never far behind. */
const BATCH = 250;
const BATCH_MS = 2000;
/** Posts read at once while exporting. */
const PAGE = 100;
const TELL_MS = 100;
/** 320 px take a hundredth of it; a backup may come from anywhere. */
const LARGEST_THUMBNAIL_BYTES = 2e6;

export interface TransferCalls {
  readonly history: () => Promise<HistoryStore>;
  /** Null before they are loaded: photos are then encoded later, from their thumbnails. */
  readonly models: () => Models | null;
  readonly queue: WorkQueue;
  readonly tell: (event: RecommenderEvent) => void;
}

/** A post of the files under the id that it has, or gets, here. */
interface Identified {
  readonly id: string;
  readonly found: FoundPost;
}

interface Checked extends Reading {
  readonly kinds: readonly ArchiveKind[];
  readonly fresh: readonly Identified[];
  readonly duplicates: number;
}

/** Posts on their way in and out: import, its preview, export. */
export class PostTransfer {
  readonly #parts: Pick<EngineParts, 'decoder' | 'thumbnails' | 'now'>;
  readonly #calls: TransferCalls;

  constructor(parts: Pick<EngineParts, 'decoder' | 'thumbnails' | 'now'>, calls: TransferCalls) {
    this.#parts = parts;
    this.#calls = calls;
  }

  async preview(files: readonly PickedFile[], options: ImportOptions): Promise<ImportPreview> {
    const { kinds, fresh, duplicates, leftOut, problems, sets, list } = await this.#check(files, options);
    const history = await this.#calls.history();
    const here = await keptList(history);
    const dates = fresh.flatMap(({ found }) => (isDated(found) ? [found.createdAt] : [])).sort();
    return {
      ...{ kinds, duplicates, leftOut, problems },
      fresh: fresh.length,
      withPhoto: fresh.filter(({ found }) => found.picture !== null).length,
      sets: newSets(await savedSets(history), sets),
      list: tagListOf([...here, ...list]).length - here.length,
      tags: new Set(fresh.flatMap(({ found }) => found.tags.map((tag) => tag.key))).size,
      from: dates[0] ?? null,
      to: dates.at(-1) ?? null,
    };
  }

  /**
   * Saves what is not here yet. Stopping it keeps what is saved, and the next time goes on from there.
   * @throws TagweaveError `history-forgotten` when everything was forgotten since it was begun
   */
  async import(
    files: readonly PickedFile[],
    options: ImportOptions,
    begun: Promise<HistoryWriter>,
  ): Promise<ImportReport> {
    const { signal } = options;
    const { fresh, duplicates, leftOut, problems, sets: cameSets, list: cameList } = await this.#check(files, options);
    const writer = await begun;
    const faults: ImportProblem[] = [...problems];
    const added: string[] = [];
    const sets = await joinSets(writer, cameSets);
    const list = await joinList(writer, cameList);
    const tell = this.#teller('import', fresh.length);
    const batch = new Batch(writer, added);
    try {
      // While one post is encoded, the next one's photo is being decoded.
      let next = fresh[0] === undefined ? null : this.#decode(fresh[0], signal);
      for (const [index, one] of fresh.entries()) {
        throwIfAborted(signal);
        const picture = await (next ?? this.#decode(one, signal));
        const follower = fresh[index + 1];
        next = follower === undefined ? null : this.#decode(follower, signal);
        next?.catch(() => undefined); // told when its turn comes
        if (typeof picture === 'string') faults.push({ code: picture, where: one.found.where });
        await batch.add(await this.#post(one, typeof picture === 'string' ? NO_PICTURE : picture, signal));
        tell(added.length + batch.waiting);
      }
    } finally {
      await batch.flush();
    }
    tell(fresh.length, true);
    return { added, sets, list, duplicates, leftOut, problems: faults };
  }

  /** @throws TagweaveError `encryption-unavailable` */
  async export({ passphrase, signal }: ExportOptions): Promise<Blob> {
    const history = await this.#calls.history();
    const ids = await history.ids();
    const own = { sets: await savedSets(history), list: await keptList(history) };
    const tell = this.#teller('export', ids.length);
    const zip = await writeBackup(postsOf(history, ids, signal), own, this.#parts.now(), tell);
    tell(ids.length, true);
    return passphrase === undefined || passphrase === '' ? zip : encrypted(zip, passphrase);
  }

  async #check(files: readonly PickedFile[], { passphrase, dateOrder, signal }: ImportOptions): Promise<Checked> {
    throwIfAborted(signal);
    const reading = await readArchives(await openFiles(files, { passphrase, signal }), dateOrder);
    throwIfAborted(signal);
    const seen = new Set(await (await this.#calls.history()).ids());
    const tell = this.#teller('check', reading.posts.length);
    const fresh: Identified[] = [];
    for (const [index, found] of reading.posts.entries()) {
      throwIfAborted(signal);
      const id = found.id ?? (await idOf(found));
      if (!seen.has(id)) fresh.push({ id, found });
      seen.add(id);
      tell(index + 1);
    }
    return { ...reading, fresh, duplicates: reading.posts.length - fresh.length };
  }

  /** The post's picture as it is kept, and as an encoder wants it; a photo that cannot be decoded does not stop the others. */
  async #decode({ found: { picture } }: Identified, signal: AbortSignal | undefined): Promise<Picture | ProblemCode> {
    if (picture === null) return NO_PICTURE;
    try {
      const file = await pictureOf(picture.file, picture.type);
      if (picture.form === 'thumbnail') {
        return file.size <= LARGEST_THUMBNAIL_BYTES ? { thumbnail: file, decoded: null } : 'too-large';
      }
      const decoded = await this.#parts.decoder.decode(file, signal);
      return { thumbnail: this.#parts.thumbnails ? await decoded.thumbnail() : null, decoded };
    } catch (error) {
      if (signal?.aborted === true) throw abortedError();
      return problemOf(error, 'photo-unreadable');
    }
  }

  async #post({ id, found }: Identified, picture: Picture, signal: AbortSignal | undefined): Promise<SavedPost> {
    const { createdAt, caption, tags, removedTags, typedTags, altText, platform } = found;
    const { decoded, thumbnail } = picture;
    const models = this.#calls.models();
    // Words alone are encoded later, in idle time: thousands of them are here at once.
    const vector =
      found.vector ??
      (decoded === null || models === null
        ? null
        : await this.#calls.queue.add(() => vectorOf(models, decoded, caption, signal), signal));
    return {
      ...{ id, createdAt, caption, tags, removedTags, platform, thumbnail, vector },
      ...(typedTags === undefined ? {} : { typedTags }),
      ...(altText === undefined ? {} : { altText }),
    };
  }

  /** Tells how far it is, not more often than anybody can read. */
  #teller(what: 'check' | 'import' | 'export', of: number): (done: number, atLast?: boolean) => void {
    let told = -TELL_MS;
    return (done, atLast = false) => {
      const now = performance.now();
      if (now - told < TELL_MS && !atLast) return;
      told = now;
      this.#calls.tell({ type: 'transfer', what, done, of });
    };
  }
}

interface Picture {
  readonly thumbnail: Blob | null;
  readonly decoded: DecodedPhoto | null;
}

const NO_PICTURE: Picture = { thumbnail: null, decoded: null };

/** Posts that wait to be saved together. */
class Batch {
  readonly #writer: HistoryWriter;
  readonly #added: string[];
  #posts: SavedPost[] = [];
  #since = performance.now();

  constructor(writer: HistoryWriter, added: string[]) {
    this.#writer = writer;
    this.#added = added;
  }

  get waiting(): number {
    return this.#posts.length;
  }

  async add(post: SavedPost): Promise<void> {
    this.#posts.push(post);
    if (this.#posts.length >= BATCH || performance.now() - this.#since > BATCH_MS) await this.flush();
  }

  async flush(): Promise<void> {
    const posts = this.#posts;
    this.#posts = [];
    await this.#writer.addAll(posts);
    for (const { id } of posts) this.#added.push(id);
    this.#since = performance.now();
  }
}

/** The id of an imported post is what it says (archives/content-key.ts): importing again, or in two tabs at once, is the same post. */
async function idOf(found: FoundPost): Promise<string> {
  const hash = await sha256(new TextEncoder().encode(await contentKey(found)));
  return `import-${hash.slice(0, 32)}`;
}

async function vectorOf(
  models: Models,
  decoded: DecodedPhoto,
  caption: string,
  signal: AbortSignal | undefined,
): Promise<SavedPost['vector']> {
  const photo = await models.photo.encode(decoded, signal);
  const encoding = caption.trim() === '' ? null : await models.caption.encode(caption, signal);
  const encoded = { photo, caption: encoding === null ? null : { text: caption, encoding } };
  return postVector(models, encoded);
}

async function* postsOf(
  history: HistoryStore,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<SavedPost> {
  for (let start = 0; start < ids.length; start += PAGE) {
    throwIfAborted(signal);
    const posts = await Promise.all(ids.slice(start, start + PAGE).map((id) => history.get(id)));
    for (const post of posts) if (post !== null) yield post;
  }
}
