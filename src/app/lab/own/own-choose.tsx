import type { PickedFile } from '../../../domain/post/import.ts';
import { MOST_TAGS } from '../../../lab/own/own-post.ts';
import type { OwnProblem } from '../../../lab/own/own-post.ts';
import type { OwnSummary } from '../../../lab/own/own-told.ts';
import { FileDrop } from '../../data/file-drop.tsx';
import { ACCEPTED } from '../../ui/post-files.ts';
import { ProblemLines } from '../../data/problem-lines.tsx';
import { useLocale } from '../../i18n/locale.ts';
import { FactList } from '../../ui/figures/fact-list.tsx';
import { usePartWords } from '../words/words.ts';
import { ownWords } from './own-words.ts';

const EXAMPLE =
  '{"id": "1", "user": "me", "date": "2026-05-01", "image": "images/1.webp", "caption": "First roses", "tags": ["rose", "garden"]}';

/** Where own posts are dropped or picked, and the form that they may have. */
export function ChooseOwn({ onChoose }: { readonly onChoose: (files: readonly PickedFile[]) => void }) {
  const w = usePartWords(ownWords);
  const words = { drop: w('drop'), files: w('files'), folder: w('folder') };
  return (
    <>
      <FileDrop name="own" words={words} accept={`.jsonl,${ACCEPTED}`} onChoose={onChoose} />
      <details>
        <summary className="small">{w('form')}</summary>
        <pre className="own__example small">{EXAMPLE}</pre>
        <p className="small muted">{w('form.note')}</p>
      </details>
    </>
  );
}

/** What was read, in numbers, and what could not be used. */
export function OwnSummaryList({ summary }: { readonly summary: OwnSummary }) {
  const w = usePartWords(ownWords);
  const { number } = useLocale();
  const { posts, photos, tags, users, parts, problems } = summary;
  const facts = [
    [w('posts'), number(posts)],
    [w('photos'), number(photos)],
    [w('tags'), number(tags)],
    ...(users === 0 ? [] : [[w('users'), number(users)] as const]),
    [w('parts'), [parts.train, parts.validation, parts.test].map((count) => number(count)).join(' · ')],
  ] as const;
  return (
    <>
      <div role="status">
        <FactList facts={facts} />
      </div>
      <OwnProblems problems={problems} />
    </>
  );
}

/** Line by line. */
export function OwnProblems({ problems }: { readonly problems: readonly OwnProblem[] }) {
  const w = usePartWords(ownWords);
  return (
    <ProblemLines
      summary={w('problems', { count: problems.length })}
      label={w('problems.list')}
      lines={problems.map(({ code, where }) => ({ where, what: w(`problem.${code}`, { most: MOST_TAGS }) }))}
    />
  );
}
