import { useState } from 'react';
import { copyText, saveFile } from '../../ui/clipboard.ts';
import { useLabWords } from '../words/words.ts';

interface TakeAlongProps {
  /** Of the files, without its ending. */
  readonly name: string;
  /** Made when they are asked for. */
  readonly json: () => string;
  readonly csv: () => string;
  /** The settings as an address within the page. */
  readonly href: string;
}

/** The figures as files, and a link to the settings. */
export function TakeAlong({ name, json, csv, href }: TakeAlongProps) {
  const { w } = useLabWords();
  const [said, setSaid] = useState<string | null>(null);
  const acts = [
    [
      'out.json',
      () => {
        saveFile(`${name}.json`, 'application/json', json());
      },
    ],
    [
      'out.csv',
      () => {
        saveFile(`${name}.csv`, 'text/csv', csv());
      },
    ],
    [
      'out.link',
      () => {
        void copyText(new URL(href, window.location.href).href).then((copied) => {
          setSaid(w(copied ? 'out.linkCopied' : 'out.linkFailed'));
        });
      },
    ],
  ] as const;
  return (
    <div className="lab__part">
      <h2>{w('out')}</h2>
      <div className="lab__run">
        {acts.map(([words, act]) => (
          <button key={words} type="button" className="button button--small" onClick={act}>
            {w(words)}
          </button>
        ))}
        <p className="small" role="status">
          {said}
        </p>
      </div>
    </div>
  );
}
