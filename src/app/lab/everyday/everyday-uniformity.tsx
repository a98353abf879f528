import { useEffect, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { EverydayData, EverydayEvaluated } from '../../../lab/everyday.ts';
import { uniformityOf, usesIn, usesOf } from '../../../lab/uniformity.ts';
import { useLocale } from '../../i18n/locale.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { useLabWords, usePartWords } from '../words/words.ts';
import type { EverydaySettings } from './everyday-settings.ts';
import { everydayWords } from './everyday-words.ts';

interface EverydayUniformityProps {
  readonly ask: AskLab;
  readonly data: EverydayData;
  readonly made: EverydayEvaluated | undefined;
  readonly settings: EverydaySettings;
}

/** Coverage, Gini and popularity of what is recommended, beside what the posts were given; once it was computed here. */
export function EverydayUniformity({ ask, data, made, settings }: EverydayUniformityProps) {
  const w = usePartWords(everydayWords);
  const { w: lab, share } = useLabWords();
  const { number } = useLocale();
  const [uses, setUses] = useState<readonly number[] | null>(null);
  const { given, head, k } = settings;
  const tags = made?.heads[head]?.tags;
  const wanted = tags !== undefined;
  useEffect(() => {
    if (!wanted) return undefined;
    const left = new AbortController();
    // Without the counts there is no table; everything else stays.
    ask('everydayUses', null, { signal: left.signal }).then(setUses, () => undefined);
    return () => {
      left.abort();
    };
  }, [ask, wanted]);
  if (tags === undefined || uses === null) return null;
  const rows = [
    { id: 'data', name: lab('uniformity.data'), ...uniformityOf(usesOf(data.cases[given].tags, uses.length), uses) },
    { id: 'here', name: w('row.here'), ...uniformityOf(usesIn(tags, k, uses.length), uses) },
  ];
  return (
    <div className="lab__part">
      <NumberTable
        caption={w('uniform', { given: w(`given.${given}`), k })}
        note={w('uniform.note')}
        head={[
          ...[lab('table.network'), lab('uniformity.coverage'), lab('uniformity.gini'), lab('uniformity.popularity')],
        ]}
        rows={rows.map(({ id, name, coverage, gini, popularity }) => ({
          ...{ id, name },
          cells: [share(coverage), share(gini), number(Math.round(popularity))],
        }))}
      />
    </div>
  );
}
