import type { ReactNode } from 'react';
import { postWords } from '../words/post-words.ts';
import { usePartWords } from '../words/words.ts';

interface PostStepProps {
  readonly title: string;
  /** As the paper writes what is shown. */
  readonly symbols: string;
  /** Where it is computed. */
  readonly files: readonly string[];
  readonly lead: string;
  readonly children?: ReactNode;
}

/** One step of the pipeline: its symbols and its files stand beside its name. */
export function PostStep({ title, symbols, files, lead, children }: PostStepProps) {
  const w = usePartWords(postWords);
  return (
    <div className="lab__part">
      <h2>{title}</h2>
      <p className="small muted">
        <b>{symbols}</b> · {w('computed', { file: files.join(', ') })}
      </p>
      <p>{lead}</p>
      {children}
    </div>
  );
}
