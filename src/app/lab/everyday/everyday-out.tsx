import { useState } from 'react';
import type { EverydayData } from '../../../lab/everyday.ts';
import { copyText, saveFile } from '../../ui/clipboard.ts';
import { figuresOf, labCsv } from '../rerun/lab-files.ts';
import type { NamedRow } from '../rerun/lab-files.ts';
import { useLabWords } from '../words/words.ts';
import { everydayHref } from './everyday-settings.ts';
import type { EverydaySettings } from './everyday-settings.ts';

interface EverydayOutProps {
  readonly data: EverydayData;
  readonly settings: EverydaySettings;
  readonly rows: readonly NamedRow[];
}

/** Everything shown, as JSON: settings, what the data are, and all metrics at K = 1…15. */
export function everydayJson(
  { data: sha256, network, cases }: EverydayData,
  settings: EverydaySettings,
  rows: readonly NamedRow[],
): string {
  const posts = cases[settings.given];
  const content = {
    ...{ schema: 1, kind: 'tagweave-lab-everyday', network, settings },
    data: {
      sha256,
      posts: settings.of === null ? posts.sizes.length : posts.strata[settings.of]?.length,
      part: 'test',
    },
    systems: rows.map((row) => figuresOf(row, posts, settings.of)),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** The figures as files, and a link to the settings. */
export function EverydayOut({ data, settings, rows }: EverydayOutProps) {
  const { w } = useLabWords();
  const [said, setSaid] = useState<string | null>(null);
  return (
    <div className="lab__part">
      <h2>{w('out')}</h2>
      <div className="lab__run">
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            saveFile('tagweave-everyday.json', 'application/json', everydayJson(data, settings, rows));
          }}
        >
          {w('out.json')}
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            saveFile('tagweave-everyday.csv', 'text/csv', labCsv(data.cases[settings.given], rows, settings.of));
          }}
        >
          {w('out.csv')}
        </button>
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            const link = new URL(everydayHref(settings), window.location.href).href;
            void copyText(link).then((copied) => {
              setSaid(w(copied ? 'out.linkCopied' : 'out.linkFailed'));
            });
          }}
        >
          {w('out.link')}
        </button>
        <p className="small" role="status">
          {said}
        </p>
      </div>
    </div>
  );
}
