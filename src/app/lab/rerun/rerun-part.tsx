import type { AskLab } from '../../../lab/lab-client.ts';
import { HEADS } from '../../../lab/lists.ts';
import type { LabData } from '../../../lab/lab.ts';
import { TakeAlong } from '../parts/take-along.tsx';
import { Choices } from './choices.tsx';
import { Curves } from './curves.tsx';
import { Differences } from './differences.tsx';
import { labCsv, labJson } from './lab-files.ts';
import type { NamedRow } from './lab-files.ts';
import { comparedRows, gridRows, networkRow } from './lab-rows.ts';
import type { LabRow } from './lab-rows.ts';
import { labHref } from './lab-settings.ts';
import type { LabSettings } from './lab-settings.ts';
import { ResultTables } from './result-tables.tsx';
import { RunLine } from './run-line.tsx';
import { Strata } from './strata.tsx';
import { UniformityPart } from './uniformity-part.tsx';
import type { RerunState } from './use-rerun.ts';
import { useLabWords } from '../words/words.ts';

interface RerunPartProps {
  readonly ask: AskLab;
  readonly lab: RerunState;
  readonly data: LabData;
  readonly settings: LabSettings;
  readonly onChange: (part: Partial<LabSettings>) => void;
}

/** The paper's grid, evaluated again: choose, run, compare, take along. */
export function RerunPart({ ask, lab, data, settings, onChange }: RerunPartProps) {
  const { w } = useLabWords();
  const named = (row: LabRow): NamedRow => ({ name: row.words === null ? row.name : w(row.words), row });
  const grid = gridRows(data, lab.evaluated, settings);
  const compared = comparedRows(data).map(named);
  const ours = named(networkRow(data, lab.evaluated, settings, settings));
  const others = [
    ...grid.filter(({ id }) => id !== ours.row.id).map(named),
    ...HEADS.filter((head) => head !== settings.head).map((head) => ({
      name: w('differences.head', { head: w(`head.${head}`) }),
      row: networkRow(data, lab.evaluated, { ...settings, head }, settings),
    })),
    ...(settings.history
      ? [
          {
            name: w('differences.noHistory'),
            row: networkRow(data, lab.evaluated, { ...settings, history: false }, settings),
          },
        ]
      : []),
    ...compared,
  ];
  const rows = [...grid.map(named), ...compared];
  return (
    <>
      <div className="lab__part">
        <h2>{w('rerun.settings')}</h2>
        <Choices settings={settings} onChange={onChange} />
        <RunLine lab={lab} settings={settings} />
        <p className="small muted">{w('run.meanNote')}</p>
      </div>
      <div className="lab__part">
        <h2>{w('results')}</h2>
        <ResultTables data={data} settings={settings} grid={grid} compared={compared} />
        <Strata data={data} grid={grid} k={settings.k} />
      </div>
      <Curves data={data} settings={settings} grid={grid} />
      <UniformityPart ask={ask} data={data} evaluated={lab.evaluated} settings={settings} />
      <Differences ask={ask} data={data} k={settings.k} ours={ours} others={others} />
      <TakeAlong
        name="tagweave-lab"
        json={() => labJson(settings, data, rows)}
        csv={() => labCsv(data, rows)}
        href={labHref(settings)}
      />
    </>
  );
}
