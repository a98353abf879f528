import { TagweaveError } from '../domain/errors/errors.ts';
import type { ImportPreview, PickedFile } from '../domain/post/import.ts';
import type { SavedPost } from '../domain/post/post.ts';

const LEFT_OUT = { 'nothing-to-learn': 4, 'not-own': 2, private: 0 } as const;
const PROBLEMS = [
  { code: 'malformed', where: 'posts_1.json, 7' },
  { code: 'photo-missing', where: 'posts_1.json, 12' },
] as const;

/** Posts that the stand-in engine pretends to find: twelve a file. `locked…` wants the passphrase “open”, `broken…` is damaged. */
export function fakePosts(files: readonly PickedFile[], passphrase: string | undefined): readonly SavedPost[] {
  return files.flatMap(({ path }) => {
    if (path.startsWith('broken')) throw new TagweaveError('archive-broken', 'Damaged.', { details: { file: path } });
    if (path.startsWith('locked') && passphrase !== 'open') {
      throw new TagweaveError(passphrase === undefined ? 'archive-locked' : 'passphrase-wrong', 'Locked.', {
        details: { file: path },
      });
    }
    return Array.from({ length: 12 }, (_, index) => ({
      id: `import-${path}-${String(index)}`,
      createdAt: new Date(Date.UTC(2024, index, 5, 9)).toISOString(),
      caption: `Post ${String(index + 1)} of ${path}`,
      tags: [
        { key: 'imported', label: 'Imported' },
        { key: `month${String(index)}`, label: `Month${String(index)}` },
      ],
      removedTags: [],
      thumbnail: null,
      platform: 'instagram',
      vector: null,
    }));
  });
}

export function fakePreview(found: readonly SavedPost[], posts: readonly SavedPost[]): ImportPreview {
  const here = new Set(posts.map((post) => post.id));
  const fresh = found.filter((post) => !here.has(post.id));
  const dates = fresh.map((post) => post.createdAt).sort();
  return {
    kinds: ['instagram'],
    fresh: fresh.length,
    duplicates: found.length - fresh.length,
    withPhoto: fresh.length,
    sets: 0,
    list: 0,
    tags: new Set(fresh.flatMap((post) => post.tags.map((tag) => tag.key))).size,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
    leftOut: LEFT_OUT,
    problems: PROBLEMS,
  };
}
