import { availableParallelism } from 'node:os';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { TagSuggestion } from '../../domain/recommendation.ts';
import type { Command } from '../arguments/command.ts';
import { openOut } from '../lists/out-file.ts';
import type { Out } from '../lists/out.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from '../terminal/output.ts';
import type { Output } from '../terminal/output.ts';
import { listPhotos } from '../photos/photo-list.ts';
import { engineTagger } from '../tag/tagger.ts';
import type { Tagged, Tagger } from '../tag/tagger.ts';
import { taggerPool } from '../tag/tagger-pool.ts';

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

/** So many photos each thread of a batch has to have: loading the models a second time takes a second. */
const WORTH_A_THREAD = 16;
/** Threads when nobody says how many: each holds the models once, about 500 MB. */
const MAX_THREADS = 4;

/**
 * `tagweave tag`: each photo on its own; one that cannot be read is one line, and the rest goes on.
 * @param threadFile tag-worker.js; null = everything in this thread
 */
export async function runTag(command: TagCommand, output: Output, threadFile: URL | null): Promise<number> {
  const { print, complain, progress } = output;
  const named = await listPhotos(command.photos);
  const photos: readonly (string | null)[] = command.photos.length === 0 ? [null] : named;
  const { sidecars, again } = command;
  const out = command.out === null ? null : await openOut({ ...command.out, names: sidecars, again, photos: named });
  const results: TaggedPhoto[] = [];
  const count = { tagged: 0, failed: 0 };
  const left: (string | null)[] = [];
  for (const photo of photos) if (photo === null || (await out?.isDone(photo)) !== true) left.push(photo);
  const tagger = taggerFor(command, left.length, threadFile);
  try {
    if (left.length > 0) await tagger.load();
    const started = performance.now();
    for (const { photo, answer } of asked(left, tagger, out)) {
      const nth = count.tagged + count.failed;
      progress(progressLine(nth, left.length, performance.now() - started));
      try {
        const { caption, tags } = await answer;
        const result = { photo, caption, tags: tags.map(({ key, ...rest }) => ({ tag: key, ...rest })) };
        if (out !== null) await out.write({ name: photo ?? '', caption, tags });
        else if (command.json) results.push(result);
        else print(readable(result));
        count.tagged += 1;
      } catch (error) {
        if (!(error instanceof TagweaveError) || error.code === 'unexpected' || out?.failed === true) throw error;
        complain(`${photo ?? 'caption'}: ${oneLine(error.message)}`);
        count.failed += 1;
      }
    }
    if (out !== null) print(summary(count, photos.length - left.length));
  } finally {
    await tagger.dispose();
    await out?.close();
  }
  if (command.json) print(JSON.stringify(results, null, 2));
  return count.failed === 0 ? EXIT_OK : EXIT_PROBLEM;
}

function taggerFor(command: TagCommand, photos: number, threadFile: URL | null): Tagger {
  const processors = availableParallelism();
  const worthIt = Math.min(processors, MAX_THREADS, Math.floor(photos / WORTH_A_THREAD));
  const threads = command.jobs ?? worthIt;
  return threadFile === null || threads < 2
    ? engineTagger(command)
    : taggerPool(threadFile, command, threads, processors);
}

interface Asked {
  readonly photo: string | null;
  /** Rejects with what is wrong with the photo. */
  readonly answer: Promise<Tagged>;
}

/** The photos in order, as many of them asked for ahead as the tagger works on at once. */
function* asked(photos: readonly (string | null)[], tagger: Tagger, out: Out | null): Generator<Asked> {
  const ahead: Asked[] = [];
  const ask = async (photo: string | null): Promise<Tagged> => {
    if (photo !== null) await out?.check(photo);
    return tagger.tag(photo);
  };
  for (const photo of photos) {
    const answer = ask(photo);
    answer.catch(() => undefined); // told when its turn comes
    ahead.push({ photo, answer });
    if (ahead.length <= tagger.atOnce) continue;
    const next = ahead.shift();
    if (next !== undefined) yield next;
  }
  yield* ahead;
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
