import type { DeviceReport } from '../../../lab/backend-report.browser.ts';
import type { BackendRow } from '../../../lab/backend-report.ts';

/** The report for a bug report: English whatever the page's language, a table in Markdown. */
export function reportText(report: DeviceReport, version: string): string {
  const cell = (value: number | null, digits: number): string => (value === null ? '' : value.toFixed(digits));
  const line = ({ part, model, backend, state, difference, startMs, runMs, chosen, why }: BackendRow): string =>
    `| ${[
      ...[part, model, backend, state, difference === null ? '' : difference.toExponential(1)],
      ...[cell(startMs, 0), cell(runMs, 1), chosen ? 'yes' : '', (why ?? '').replaceAll('|', '/')],
    ].join(' | ')} |`;
  const head = ['part', 'model', 'backend', 'golden', 'difference', 'start ms', 'run ms', 'chosen', 'why'];
  const notes = Object.entries(report.notes).flatMap(([part, said]) => said.map((note) => `- ${part}: ${note}`));
  return [
    `Tagweave ${version}, ${report.agent}`,
    `${report.processors} processors, ${report.threads} threads, ${report.isolated ? 'isolated' : 'not isolated'}`,
    '',
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...report.rows.map(line),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
  ].join('\n');
}
