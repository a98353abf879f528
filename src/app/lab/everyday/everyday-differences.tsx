import { useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { EverydayCase } from '../../../lab/lists.ts';
import type { LabWork } from '../../../lab/lab-protocol.ts';
import { NumberTable } from '../../ui/number-table.tsx';
import { differenceCells, differenceHeads } from '../parts/columns.ts';
import { TaskLine } from '../parts/task-line.tsx';
import { useLabTask } from '../parts/use-lab-task.ts';
import type { NamedRow } from '../rerun/lab-files.ts';
import { useLabWords, usePartWords } from '../words/words.ts';
import { everydayWords } from './everyday-words.ts';

interface EverydayDifferencesProps {
  readonly ask: AskLab;
  readonly given: EverydayCase;
  readonly stratum: string | null;
  readonly k: number;
  /** The network first. */
  readonly rows: readonly NamedRow[];
  readonly places: { readonly of: string; readonly given: string };
}

interface Found {
  readonly name: string;
  readonly difference: LabWork['difference']['answer'];
}

/** The network less each floor, with an interval each; computed when asked, given up when anything else is looked at (its key). */
export function EverydayDifferences({ ask, given, stratum, k, rows, places }: EverydayDifferencesProps) {
  const w = usePartWords(everydayWords);
  const words = useLabWords();
  const lab = words.w;
  const task = useLabTask<null>();
  const [found, setFound] = useState<readonly Found[]>([]);
  const [ours, ...others] = rows;
  if (ours === undefined) return null;
  const run = (): void => {
    setFound([]);
    task.start(async (calls) => {
      for (const [n, { name, row }] of others.entries()) {
        calls.onProgress?.(n, others.length);
        const asked = { given, before: row.runs, after: ours.row.runs, k, stratum };
        const difference = await ask('everydayDifference', asked, { signal: calls.signal });
        setFound((before) => [...before, { name, difference }]);
      }
      return null;
    });
  };
  return (
    <section className="lab__part">
      <h2>{w('differences', { ...places, k })}</h2>
      <TaskLine
        task={task}
        label={lab('differences.run')}
        note={w('differences.lead', { name: ours.name })}
        progress={(done, of) => lab('differences.progress', { done, of })}
        onStart={run}
      />
      {found.length > 0 && (
        <NumberTable
          caption={lab('differences.minus', { network: ours.name })}
          head={differenceHeads(words)}
          rows={found.flatMap(({ name, difference }) =>
            difference === null ? [] : [{ id: name, name, cells: differenceCells(difference, words) }],
          )}
        />
      )}
    </section>
  );
}
