import { useRef, useState } from 'react';
import type { PickedFile } from '../../../domain/post/import.ts';
import { MOST_TAGS } from '../../../lab/own/own-post.ts';
import type { OwnProblem } from '../../../lab/own/own-post.ts';
import type { OwnSummary } from '../../../lab/own/own-lab.ts';
import { pickedFiles } from '../../data/picked-files.ts';
import { useLocale } from '../../i18n/locale.ts';
import { usePartWords } from '../words/words.ts';
import { droppedFiles } from './dropped-folders.ts';
import { ownWords } from './own-words.ts';

const ACCEPTED = '.zip,.gz,.tgz,.tagweave,.jsonl,.json,.csv,.tsv,image/*';
const EXAMPLE =
  '{"id": "1", "user": "me", "date": "2026-05-01", "image": "images/1.webp", "caption": "First roses", "tags": ["rose", "garden"]}';
/** More lines than this nobody reads; the number above says how many there are. */
const SHOWN = 200;

/** Files by picker or drop, or a whole folder. */
export function ChooseOwn({ onChoose }: { readonly onChoose: (files: readonly PickedFile[]) => void }) {
  const w = usePartWords(ownWords);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (input: HTMLInputElement): void => {
    onChoose(pickedFiles(input.files ?? []));
    input.value = ''; // the same file may be chosen again
  };
  return (
    <>
      <div
        className="own__drop"
        role="presentation"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          // Elsewhere on the page a drop is a photo for a new post.
          event.stopPropagation();
          setOver(false);
          void droppedFiles(event.dataTransfer).then(onChoose);
        }}
      >
        <p className="small">{w('drop')}</p>
        <div className="lab__run">
          <button type="button" className="button" onClick={() => files.current?.click()}>
            {w('files')}
          </button>
          <button type="button" className="button button--quiet" onClick={() => folder.current?.click()}>
            {w('folder')}
          </button>
        </div>
        <input
          ref={files}
          className="own__files"
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          aria-label={w('files')}
          onChange={(event) => {
            take(event.target);
          }}
        />
        <input
          ref={folder}
          className="own__folder"
          type="file"
          multiple
          hidden
          aria-label={w('folder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => {
            take(event.target);
          }}
        />
      </div>
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
        <dl className="own__facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <OwnProblems problems={problems} />
    </>
  );
}

/** Line by line. */
export function OwnProblems({ problems }: { readonly problems: readonly OwnProblem[] }) {
  const w = usePartWords(ownWords);
  if (problems.length === 0) return null;
  return (
    <details>
      <summary className="small">{w('problems', { count: problems.length })}</summary>
      {/* A list that scrolls is reached by the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="own__problems small" tabIndex={0} aria-label={w('problems.list')}>
        {problems.slice(0, SHOWN).map(({ code, where }, index) => (
          <li key={`${where} ${code} ${String(index)}`}>
            <bdi>{where}</bdi>: {w(`problem.${code}`, { most: MOST_TAGS })}
          </li>
        ))}
      </ul>
    </details>
  );
}
