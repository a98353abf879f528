import { useEffect, useId, useState } from 'react';
import type { AskLab } from '../../../lab/lab-client.ts';
import type { LabData, LabVocabulary } from '../../../lab/lab.ts';
import { uniformityOf, UPPER, usesIn, usesOf } from '../../../lab/uniformity.ts';
import type { Uniformity } from '../../../lab/uniformity.ts';
import { useLocale } from '../../i18n/locale.ts';
import { errorText } from '../../errors/error-text.ts';
import { shownError } from '../../errors/plain-error.ts';
import type { ShownError } from '../../errors/plain-error.ts';
import { NumberTable } from '../../ui/figures/number-table.tsx';
import { evaluatedKey, networkName } from './lab-rows.ts';
import type { EvaluatedByKey } from './lab-rows.ts';
import type { LabSettings } from './lab-settings.ts';
import { LineChart } from './line-chart.tsx';
import { useLabWords } from '../words/words.ts';

interface UniformityPartProps {
  readonly ask: AskLab;
  readonly data: LabData;
  readonly evaluated: EvaluatedByKey;
  readonly settings: LabSettings;
}

interface Row extends Uniformity {
  readonly id: string;
  readonly name: string;
}

/** Coverage, Gini and popularity of what was recommended here, beside the data's own. */
export function UniformityPart({ ask, data, evaluated, settings }: UniformityPartProps) {
  const { w, share } = useLabWords();
  const locale = useLocale();
  const id = useId();
  const [vocabulary, setVocabulary] = useState<LabVocabulary | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const made = data.networks.flatMap((network) => {
    const found = evaluated.get(evaluatedKey(network.id, settings));
    return found === undefined ? [] : [{ id: network.id, tags: found.heads[settings.head].tags }];
  });
  const wanted = made.length > 0;
  useEffect(() => {
    if (!wanted) return undefined;
    const left = new AbortController();
    ask('vocabulary', null, { signal: left.signal }).then(setVocabulary, (failure: unknown) => {
      if (!left.signal.aborted) setError(shownError(failure));
    });
    return () => {
      left.abort();
    };
  }, [ask, wanted]);

  const rows: Row[] =
    vocabulary === null
      ? []
      : [
          {
            ...{ id: 'data', name: w('uniformity.data') },
            ...uniformityOf(usesOf(data.tags, data.vocabulary), vocabulary.uses),
          },
          ...made.map((network) => ({
            ...{ id: network.id, name: networkName(network.id) },
            ...uniformityOf(usesIn(network.tags, settings.k, data.vocabulary), vocabulary.uses),
          })),
        ];
  const [own] = rows;
  const chosen = rows.find((row) => row.id === `${settings.encoder}-${settings.fusion}`) ?? rows.at(-1);
  return (
    <section className="lab__part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w('uniformity', { k: settings.k })}</h2>
      <p className="small muted">{w('uniformity.lead', { count: data.vocabulary })}</p>
      {error !== null && (
        <p className="trouble" role="alert">
          {errorText(locale, error)}
        </p>
      )}
      {!wanted && <p>{w('uniformity.first')}</p>}
      {own !== undefined && chosen !== undefined && (
        <>
          <NumberTable
            caption={w('uniformity.table', { k: settings.k })}
            head={[...[w('table.network'), w('uniformity.coverage'), w('uniformity.gini'), w('uniformity.popularity')]]}
            rows={rows.map((row) => ({
              ...{ id: row.id, name: row.name, current: row === chosen },
              cells: [share(row.coverage), share(row.gini), locale.number(Math.round(row.popularity))],
            }))}
          />
          <LineChart
            title={w('uniformity.chart', { network: chosen.name })}
            axis={w('uniformity.axis')}
            ticks={UPPER.map((part) => locale.number(part, { style: 'percent' }))}
            series={[own, chosen].map(({ name, upper }) => ({ name, values: upper }))}
          />
        </>
      )}
    </section>
  );
}
