import { readFile } from 'node:fs/promises';
import { TagweaveError } from '../domain/errors.ts';
import type { PostDraft, TagSuggestion } from '../domain/recommendation.ts';
import type { Command } from './arguments.ts';
import { openEngine } from './open-engine.ts';
import type { CommandEngine } from './open-engine.ts';
import { openOut } from './out-file.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from './output.ts';
import type { Output } from './output.ts';
import { captionOf } from './photo-caption.ts';
import { listPhotos } from './photo-list.ts';

type TagCommand = Extract<Command, { name: 'tag' }>;

export interface TaggedPhoto {
  /** Null for a caption alone. */
  readonly photo: string | null;
  readonly caption: string;
  readonly tags: readonly {
    readonly tag: string;
    readonly label: string;
    readonly score: number;
    readonly probability: number;
    readonly reason: TagSuggestion['reason'];
  }[];
}

/** `tagweave tag`: each photo on its own; one that cannot be read is one line, and the rest goes on. */
export async function runTag(command: TagCommand, output: Output): Promise<number> {
  const { print, complain, progress } = output;
  const photos: readonly (string | null)[] = command.photos.length === 0 ? [null] : await listPhotos(command.photos);
  const out =
    command.out === null ? null : await openOut({ ...command.out, names: command.sidecars, again: command.again });
  const results: TaggedPhoto[] = [];
  const count = { tagged: 0, failed: 0 };
  const engine = openEngine(command);
  try {
    const left = photos.filter((photo) => photo === null || out?.isDone(photo) !== true);
    if (left.length > 0) await engine.load();
    const started = performance.now();
    for (const { photo, draft } of drafts(left, command, engine)) {
      const nth = count.tagged + count.failed;
      progress(progressLine(nth, left.length, performance.now() - started));
      try {
        const { photo: file, caption } = await draft;
        const { tags } = await engine.recommend({ photo: file, caption }, { count: command.count, history: 'off' });
        const result = { photo, caption, tags: tags.map(({ key, ...rest }) => ({ tag: key, ...rest })) };
        if (out !== null) await out.write({ name: photo ?? '', caption, tags });
        else if (command.json) results.push(result);
        else print(readable(result));
        count.tagged += 1;
      } catch (error) {
        if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
        complain(`${photo ?? 'caption'}: ${oneLine(error.message)}`);
        count.failed += 1;
      }
    }
    if (out !== null) print(summary(count, photos.length - left.length));
  } finally {
    await engine.dispose();
    await out?.close();
  }
  if (command.json) print(JSON.stringify(results, null, 2));
  return count.failed === 0 ? EXIT_OK : EXIT_PROBLEM;
}

interface Prepared {
  readonly photo: string | null;
  /** Rejects with what is wrong with the file. */
  readonly draft: Promise<PostDraft>;
}

/** The posts in order, `jobs` of them read and decoded ahead of the models; never more are in memory. */
function* drafts(
  photos: readonly (string | null)[],
  { caption, jobs }: TagCommand,
  engine: CommandEngine,
): Generator<Prepared> {
  const prepare = async (photo: string | null): Promise<PostDraft> => {
    if (photo === null) return { photo: null, caption: caption ?? '' };
    const file = await readPhoto(photo);
    engine.decodeAhead(file);
    return { photo: file, caption: caption ?? (await captionOf(new Uint8Array(await file.arrayBuffer()))) };
  };
  const ready: Prepared[] = [];
  for (const photo of photos) {
    const draft = prepare(photo);
    draft.catch(() => undefined); // told when its turn comes
    ready.push({ photo, draft });
    if (ready.length <= jobs) continue;
    const next = ready.shift();
    if (next !== undefined) yield next;
  }
  yield* ready;
}

function progressLine(done: number, of: number, ms: number): string {
  const line = `${done + 1} of ${of}`;
  if (done < 3) return line;
  const left = Math.ceil(((ms / done) * (of - done)) / 1000);
  const time = left < 90 ? `${left} s` : left < 5400 ? `${Math.round(left / 60)} min` : `${(left / 3600).toFixed(1)} h`;
  return `${line} · ${((1000 * done) / ms).toFixed(1)} a second · about ${time} left`;
}

function summary({ tagged, failed }: { readonly tagged: number; readonly failed: number }, before: number): string {
  const parts = [`${tagged} tagged`];
  if (before > 0) parts.push(`${before} done before`);
  if (failed > 0) parts.push(`${failed} could not be tagged`);
  return parts.join(', ');
}

/** A file as the engine takes it. @throws TagweaveError `photo-broken` with what the system says */
export async function readPhoto(path: string): Promise<Blob> {
  try {
    return new Blob([await readFile(path)]);
  } catch (cause) {
    throw new TagweaveError('photo-broken', `This file cannot be read (${systemReason(cause)}).`, { cause });
  }
}

export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'no permission';
    default:
      return code === '' ? String(error) : code;
  }
}

function readable({ photo, tags }: TaggedPhoto): string {
  const width = Math.max(0, ...tags.map((tag) => tag.label.length));
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
  const lines = tags.map(({ label, score, reason }) => {
    const { caption, photo: picture, history, bias } = reason;
    const parts = `caption ${signed(caption)}  photo ${signed(picture)}  history ${signed(history)}  bias ${signed(bias)}`;
    return `  ${score.toFixed(2)}  #${label.padEnd(width)}  ${parts}`;
  });
  return [photo ?? '(caption)', `  ${tags.map((tag) => `#${tag.label}`).join(' ')}`, ...lines].join('\n');
}
