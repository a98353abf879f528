import type { LabData } from '../../../lab/lab.ts';
import { sweepOf } from './lab-rows.ts';
import type { LabRow, MeasuredPosts } from './lab-rows.ts';
import type { LabSettings } from './lab-settings.ts';

/** A row with its name in the page's language. */
export interface NamedRow {
  readonly name: string;
  readonly row: LabRow;
}

/** What of each row is written: its lists' making and all metrics at every K. */
export function figuresOf({ name, row }: NamedRow, data: MeasuredPosts, stratum: string | null = null) {
  return {
    name,
    id: row.id,
    lists: row.here ? 'computed in the browser' : 'as judged by training',
    seeds: row.runs.map(({ seed }) => seed),
    byK: sweepOf(row, data, stratum).map((metrics, n) => ({ k: n + 1, ...metrics })),
  };
}

/** Everything shown, as JSON: settings, what the data are, and all metrics at K = 1…15. */
export function labJson(settings: LabSettings, data: LabData, rows: readonly NamedRow[]): string {
  return `${JSON.stringify(
    {
      schema: 1,
      kind: 'tagweave-lab',
      data: { sha256: data.data, posts: data.sizes.length, vocabulary: data.vocabulary, part: 'test' },
      settings,
      systems: rows.filter(({ row }) => row.runs.length > 0).map((named) => figuresOf(named, data)),
    },
    null,
    1,
  )}\n`;
}

/** The same as a table, a line for each system and K; over the posts of a stratum (null: all). */
export function labCsv(data: MeasuredPosts, rows: readonly NamedRow[], stratum: string | null = null): string {
  const head = ['system', 'lists', 'runs', 'k', 'hit', 'precision', 'recall', 'f1', 'f1_per_post', 'ndcg'];
  const lines = rows
    .filter(({ row }) => row.runs.length > 0)
    .flatMap((named) => {
      const { name, lists, seeds, byK } = figuresOf(named, data, stratum);
      return byK.map(({ k, hit, precision, recall, f1, f1PerPost, ndcg }) => [
        quoted(name),
        lists,
        seeds.length,
        k,
        ...[hit, precision, recall, f1, f1PerPost, ndcg].map((value) => value.toFixed(6)),
      ]);
    });
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const DRAWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family'] as const;

/** A drawing of the page as a file of its own: what its style sheet says is written into it. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg, copy].map((one) => [one, ...one.querySelectorAll<SVGElement>('*')]);
  to?.forEach((element, n) => {
    const style = from?.[n] === undefined ? null : getComputedStyle(from[n]);
    for (const property of DRAWN) element.setAttribute(property, style?.getPropertyValue(property) ?? '');
    element.removeAttribute('class');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}

/** A title as the name of a file. */
export function fileName(title: string, ending: string): string {
  return `${title.replace(/[^\p{L}\p{N}.,×() -]/gu, ' ').trim()}.${ending}`;
}
