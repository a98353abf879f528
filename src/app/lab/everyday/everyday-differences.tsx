import type { AskLab } from '../../../lab/lab-client.ts';
import type { EverydayCase } from '../../../lab/lists.ts';
import { Intervals } from '../parts/intervals.tsx';
import type { NamedRow } from '../rerun/lab-files.ts';
import { usePartWords } from '../words/words.ts';
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

/** The network less each floor, with an interval each; computed when asked, given up when anything else is looked at (its key). */
export function EverydayDifferences({ ask, given, stratum, k, rows, places }: EverydayDifferencesProps) {
  const w = usePartWords(everydayWords);
  const [ours, ...others] = rows;
  if (ours === undefined) return null;
  return (
    <section className="lab__part">
      <h2>{w('differences', { ...places, k })}</h2>
      <Intervals
        ours={ours.name}
        others={others}
        note={w('differences.lead', { name: ours.name })}
        ask={({ row }, calls) =>
          ask('everydayDifference', { given, before: row.runs, after: ours.row.runs, k, stratum }, calls)
        }
      />
    </section>
  );
}
