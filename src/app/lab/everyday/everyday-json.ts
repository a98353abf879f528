import type { EverydayData } from '../../../lab/everyday.ts';
import { figuresOf } from '../rerun/lab-files.ts';
import type { NamedRow } from '../rerun/lab-files.ts';
import type { EverydaySettings } from './everyday-settings.ts';

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
