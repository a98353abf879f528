import { readFile } from 'node:fs/promises';
import { TagweaveError } from '../domain/errors.ts';
import type { TagSuggestion } from '../domain/recommendation.ts';
import type { Command } from './arguments.ts';
import { openEngine } from './open-engine.ts';
import { EXIT_OK, EXIT_PROBLEM, oneLine } from './output.ts';
import type { Output } from './output.ts';

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
export async function runTag(
  command: Extract<Command, { name: 'tag' }>,
  { print, complain, progress }: Output,
): Promise<number> {
  const { caption, count, json } = command;
  const engine = openEngine(command);
  let code = EXIT_OK;
  const results: TaggedPhoto[] = [];
  try {
    await engine.load();
    const photos: readonly (string | null)[] = command.photos.length === 0 ? [null] : command.photos;
    for (const [index, photo] of photos.entries()) {
      progress(`${index + 1} of ${photos.length}`);
      try {
        const draft = { photo: photo === null ? null : await readPhoto(photo), caption };
        const { tags } = await engine.recommend(draft, { count, history: 'off' });
        const result = { photo, caption, tags: tags.map(({ key, ...rest }) => ({ tag: key, ...rest })) };
        results.push(result);
        if (!json) print(readable(result));
      } catch (error) {
        if (!(error instanceof TagweaveError) || error.code === 'unexpected') throw error;
        complain(`${photo ?? 'caption'}: ${oneLine(error.message)}`);
        code = EXIT_PROBLEM;
      }
    }
  } finally {
    await engine.dispose();
  }
  if (json) print(JSON.stringify(results, null, 2));
  return code;
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
