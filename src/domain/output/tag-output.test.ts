import { describe, expect, it } from 'vitest';
import { outputCsv, outputCsvRow, outputJson, plainCell } from './tag-output.ts';

const posts = [
  { name: 'a.jpg', caption: 'He said "hi",\nthen left', tags: [{ key: 'goldenhour', label: 'GoldenHour' }] },
  { name: '=cmd.jpg', caption: '@home', tags: [] },
];

describe('lists of several posts', () => {
  it('quotes cells and disarms what a spreadsheet would run', () => {
    expect(outputCsv(posts)).toBe(
      '\ufefffile,caption,tags\r\n"a.jpg","He said ""hi"",\nthen left","#GoldenHour"\r\n"\'=cmd.jpg","\'@home",""\r\n',
    );
  });

  it('guards a cell so that it reads back, whatever it begins with', () => {
    for (const name of ['=a', "'=a", "''-a", "'a", 'a', '\ta', "'", 'a=b', "it'-s", "a'=b"]) {
      const [, written = ''] = /^"(.*?)",/su.exec(outputCsvRow({ name, caption: '', tags: [] })) ?? [];
      expect(written).not.toMatch(/^[=+\-@\t\r]/u);
      expect(plainCell(written)).toBe(name);
    }
  });

  it('leaves alone what no spreadsheet would run', () => {
    const row = outputCsvRow({ name: 'a=b.jpg', caption: "it'-s", tags: [{ label: 'A' }, { label: 'B' }] });
    expect(row).toBe(`"a=b.jpg","it'-s","#A #B"\r\n`);
    expect(plainCell("a'=b")).toBe("a'=b");
  });

  it('carries what the photos show where somebody said it', () => {
    const said = posts.map((post, index) => ({ ...post, altText: index === 0 ? '=A boat' : '' }));
    const lines = outputCsv(said).split('\r\n');
    expect(lines[0]).toBe('\ufefffile,caption,tags,alt_text');
    expect(lines[1]).toMatch(/"#GoldenHour","'=A boat"$/u);
    expect(lines[2]).toMatch(/,"",""$/u);
    expect(outputCsv([said[0]!, posts[1]!])).toBe(outputCsv(said));
    expect(outputJson(said)).toMatch(/\]\n$/u);
    expect(JSON.parse(outputJson(said))).toMatchObject([{ altText: '=A boat' }, { file: '=cmd.jpg' }]);
  });

  it('writes JSON that reads back', () => {
    expect(JSON.parse(outputJson(posts))).toEqual([
      { file: 'a.jpg', caption: 'He said "hi",\nthen left', tags: ['GoldenHour'] },
      { file: '=cmd.jpg', caption: '@home', tags: [] },
    ]);
  });
});
