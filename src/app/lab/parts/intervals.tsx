import { useState } from 'react';
import type { LabCalls } from '../../../lab/lab.ts';
import type { LabWork } from '../../../lab/lab-protocol.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLabWords } from '../words/words.ts';
import { differenceCells, differenceHeads } from './columns.ts';
import { TaskLine } from './task-line.tsx';
import { useLabTask } from './use-lab-task.ts';

type Difference = LabWork['difference']['answer'];

interface Named {
  readonly name: string;
}

interface IntervalsProps<Row extends Named> {
  /** Name of the chosen list. */
  readonly ours: string;
  readonly others: readonly Row[];
  readonly note: string;
  /** Whether of some there are several runs, so that their number is told. */
  readonly runs?: boolean;
  /** The chosen list less another, with its interval. */
  readonly ask: (other: Row, calls: Pick<LabCalls, 'signal'>) => Promise<Difference>;
}

/**
 * The chosen list less every other, one after the other, with an interval each; computed when asked. Its key is the question: another
 * one gives up what is being computed.
 */
export function Intervals<Row extends Named>({ ours, others, note, runs = false, ask }: IntervalsProps<Row>) {
  const words = useLabWords();
  const { w } = words;
  const task = useLabTask<null>();
  const [found, setFound] = useState<readonly (Named & { readonly difference: Difference })[]>([]);
  const run = (): void => {
    setFound([]);
    task.start(async ({ signal, onProgress }) => {
      for (const [n, other] of others.entries()) {
        onProgress?.(n, others.length);
        const difference = await ask(other, { signal });
        signal?.throwIfAborted();
        setFound((before) => [...before, { name: other.name, difference }]);
      }
      return null;
    });
  };
  return (
    <>
      <TaskLine
        task={task}
        label={w('differences.run')}
        note={note}
        progress={(done, of) => w('differences.progress', { done, of })}
        onStart={run}
      />
      {found.length > 0 && (
        <NumberTable
          caption={w('differences.minus', { network: ours })}
          head={[...differenceHeads(words), ...(runs ? [w('differences.runs')] : [])]}
          rows={found.flatMap(({ name, difference }) =>
            difference === null
              ? []
              : [
                  {
                    id: name,
                    name,
                    cells: [...differenceCells(difference, words), ...(runs ? [difference.runs] : [])],
                  },
                ],
          )}
        />
      )}
    </>
  );
}
