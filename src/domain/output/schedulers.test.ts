import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../platforms/platforms.ts';
import { SCHEDULERS, schedulerCsv } from './schedulers.ts';
import type { Scheduler } from './schedulers.ts';

const named = (id: string): Scheduler => SCHEDULERS.find((one) => one.id === id)!;
const read = (csv: string): string[][] =>
  Papa.parse<string[]>(csv.replace('\ufeff', ''), { skipEmptyLines: true }).data;
const posts = [
  { text: 'Slow “coffee”, again\n\n#Coffee #Sunday', altText: 'A cup of coffee' },
  { text: '=1+1', altText: '' },
];

describe('tables for schedulers', () => {
  it.each(SCHEDULERS)('$name: its columns hold the text, and what it says of itself is there', (scheduler) => {
    const { columns, text, altText, fixed = {}, platforms = {}, source, checkedAt, seenAt } = scheduler;
    expect(new Set(columns).size).toBe(columns.length);
    for (const column of [text, ...(altText === undefined ? [] : [altText]), ...Object.keys(fixed)]) {
      expect(columns).toContain(column);
    }
    for (const [platform, column] of Object.entries(platforms)) {
      expect(PLATFORMS.map(({ id }) => id)).toContain(platform);
      expect(columns).toContain(column);
    }
    expect(new URL(source).protocol).toBe('https:');
    for (const day of [seenAt, checkedAt ?? seenAt]) expect(day).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('Buffer: the names of its template, caption and tags in one cell, days left to the person', () => {
    const [top, first] = read(schedulerCsv(posts, named('buffer'), 'instagram'));
    expect(top).toEqual(['Text', 'Image URL', 'Tags', 'Posting Time']);
    expect(first).toEqual(['Slow “coffee”, again\n\n#Coffee #Sunday', '', '', '']);
  });

  it('Hootsuite: three columns, no names', () => {
    expect(read(schedulerCsv(posts, named('hootsuite'), null))[0]).toEqual(['', posts[0]!.text, '']);
  });

  it('Metricool: a draft for the platform, with what the photo shows', () => {
    const [top = [], first = []] = read(schedulerCsv(posts, named('metricool'), 'x'));
    const row = Object.fromEntries(top.map((column, at) => [column, first[at]]));
    expect(row).toMatchObject({
      Draft: 'TRUE',
      'Twitter/X': 'TRUE',
      Instagram: '',
      'Alt text picture 1': 'A cup of coffee',
    });
  });

  it('never lets a spreadsheet run a caption', () => {
    expect(schedulerCsv(posts, named('buffer'), null)).toContain(`"'=1+1"`);
  });
});
