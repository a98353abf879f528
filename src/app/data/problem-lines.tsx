import './problem-lines.css';

/** More lines than this nobody reads; the number above says how many there are. */
const SHOWN = 200;

export interface ProblemLine {
  /** File and line, as the reader found them: untrusted text. */
  readonly where: string;
  readonly what: string;
}

export interface ProblemLinesProps {
  readonly summary: string;
  /** Name of the list. */
  readonly label: string;
  readonly lines: readonly ProblemLine[];
}

/** Entries that could not be read, or not wholly, with where they stand; nothing where there are none. */
export function ProblemLines({ summary, label, lines }: ProblemLinesProps) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary className="small">{summary}</summary>
      {/* A list that scrolls is reached by the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="problem-lines small" tabIndex={0} aria-label={label}>
        {lines.slice(0, SHOWN).map(({ where, what }, index) => (
          <li key={`${where} ${what} ${String(index)}`}>
            <bdi>{where}</bdi>: {what}
          </li>
        ))}
      </ul>
    </details>
  );
}
