import { readFile } from 'node:fs/promises';
import { TagweaveError } from '../../domain/errors/errors.ts';
import type { TagSuggestion } from '../../domain/recommendation.ts';
import type { TagLanguage } from '../../domain/tags/tag-language.ts';
import type { ModelOptions } from '../arguments/command.ts';
import { openEngine } from './open-engine.ts';
import { captionOf } from '../photos/photo-caption.ts';
import { systemReason } from '../terminal/system-reason.ts';

/** What a batch asks of each photo. */
export interface TaggerOptions extends ModelOptions {
  /** Counts for all photos; null = each photo's own, as it stands in its metadata. */
  readonly caption: string | null;
  /** As in `RecommendOptions`. */
  readonly tagLanguage: TagLanguage;
}

export interface Tagged {
  readonly caption: string;
  readonly tags: readonly TagSuggestion[];
}

/** Tags photos; several may be asked for at once. */
export interface Tagger {
  /** Photos it works on at once: more of them only wait. */
  readonly atOnce: number;
  /** @throws TagweaveError of the models */
  load(): Promise<void>;
  /** @param photo a file; null = the caption alone @throws TagweaveError what is wrong with the photo */
  tag(photo: string | null): Promise<Tagged>;
  dispose(): Promise<void>;
}

/** One engine in this thread. While its models work on one photo, the next is being read and decoded. */
export function engineTagger(options: TaggerOptions, encoderThreads?: number): Tagger {
  const engine = openEngine(options, encoderThreads);
  const recommend = async (photo: Blob | null, caption: string): Promise<Tagged> => {
    const { count, tagLanguage } = options;
    const { tags } = await engine.recommend({ photo, caption }, { count, tagLanguage, history: 'off' });
    return { caption, tags };
  };
  return {
    atOnce: 2,
    async load() {
      await engine.load();
    },
    async tag(photo) {
      if (photo === null) return recommend(null, options.caption ?? '');
      const file = await readPhoto(photo);
      engine.decodeAhead(file);
      return recommend(file, options.caption ?? (await captionOf(new Uint8Array(await file.arrayBuffer()))));
    },
    dispose: () => engine.dispose(),
  };
}

/** A file as the engine takes it. @throws TagweaveError `photo-broken` with what the system says */
export async function readPhoto(path: string): Promise<Blob> {
  try {
    return new Blob([await readFile(path)]);
  } catch (cause) {
    throw new TagweaveError('photo-broken', `This file cannot be read (${systemReason(cause)}).`, { cause });
  }
}
