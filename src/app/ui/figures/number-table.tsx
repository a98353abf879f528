import type { ReactNode } from 'react';
import './number-table.css';

export interface TableRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly cells: readonly ReactNode[];
  /** The one that is looked at. */
  readonly current?: boolean;
}

interface NumberTableProps {
  /** What the table is called. `bare`: for screen readers only, and the note is what is seen. */
  readonly caption: string;
  readonly bare?: boolean;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
}

/** A table of figures that scrolls sideways where the screen is narrow; its first column names the rows. */
export function NumberTable({ caption, bare = false, note, head, rows }: NumberTableProps) {
  return (
    // A table that scrolls sideways is reached by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="number-table" role="region" tabIndex={0} aria-label={caption}>
      <table>
        <caption>
          {!bare && <strong>{caption}</strong>}
          {note !== undefined && <span className="small muted">{note}</span>}
        </caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-current={row.current === true ? 'true' : undefined}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, index) => (
                <td key={head[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
