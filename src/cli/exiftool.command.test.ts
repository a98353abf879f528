import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { xmpSidecar } from '../domain/output/xmp.ts';
import { writeModelFolder } from '../recommender/testing/model-folder.node.ts';

/** Where the system has no exiftool: the same program as an npm package; it wants Perl only. */
const PACKAGED = ['npx', '--yes', '--package=exiftool-vendored.pl@13.59.3', '--', 'exiftool'];

const run = (command: readonly string[], args: readonly string[]) =>
  spawnSync(command[0] ?? '', [...command.slice(1), ...args], { encoding: 'utf8' });

/** A program that works; sidecars that nobody else has read are not tested. */
function findExiftool(): readonly string[] {
  const found = [['exiftool'], PACKAGED].find((command) => run(command, ['-ver']).status === 0);
  if (found === undefined)
    throw new Error('There is no exiftool. Install it (Debian: libimage-exiftool-perl, macOS: brew install exiftool).');
  return found;
}

let exiftool: readonly string[];
let models: string;
let folder: string;
const at = (name: string): string => join(folder, name);

/** What exiftool reads, group by group. */
function read(file: string): Readonly<Record<string, unknown>> {
  const { status, stdout, stderr } = run(exiftool, ['-json', '-G1', '-struct', '-validate', '-all', file]);
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as Record<string, unknown>[])[0] ?? {};
}
const write = (...args: string[]): void => {
  const { status, stderr } = run(exiftool, ['-q', '-overwrite_original', ...args]);
  expect(status, stderr).toBe(0);
};
const tagweave = (...args: string[]) =>
  spawnSync(process.execPath, ['dist-node/cli.js', 'tag', '--models', models, ...args], { encoding: 'utf8' });

beforeAll(() => {
  exiftool = findExiftool();
  models = writeModelFolder();
  folder = mkdtempSync(join(tmpdir(), 'tagweave-exiftool-'));
});
afterAll(() => {
  rmSync(models, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('exiftool reads keywords and caption of a sidecar as they were written, and finds nothing wrong with it', () => {
  const photo = at('cat.jpg');
  copyFileSync('e2e/fixtures/photos/cat.jpg', photo);
  write('-EXIF:ImageDescription=Кіт на дивані & <спить> “тут”', photo);
  const before = readFileSync(photo);
  expect(tagweave(photo, '--out', 'xmp')).toMatchObject({ status: 0, stdout: '1 tagged\n' });
  const list = at('tags.json');
  tagweave(photo, '--out', list);
  const [{ tags = [], caption = '' } = {}] = JSON.parse(readFileSync(list, 'utf8')) as {
    tags?: string[];
    caption?: string;
  }[];
  expect([tags.length, caption]).toEqual([5, 'Кіт на дивані & <спить> “тут”']);
  const found = read(at('cat.xmp'));
  expect(found).toMatchObject({
    'File:MIMEType': 'application/rdf+xml',
    'XMP-dc:Subject': tags,
    'XMP-dc:Description': caption,
    'XMP-photoshop:SidecarForExtension': 'jpg',
    'ExifTool:Validate': 'OK',
  });
  expect(readFileSync(photo).equals(before)).toBe(true);
});

it('exiftool reads what stands in XML only with care, and copies it into a photo', () => {
  const labels = ['R&B', 'Київ', '<Zürich>', '日本', 'GoldenHour'];
  const sidecar = at('hard.xmp');
  writeFileSync(
    sidecar,
    xmpSidecar({
      ...{ name: 'hard.jpg', caption: 'Two\nlines', altText: 'Кіт на <дивані> & пес' },
      tags: labels.map((label) => ({ label })),
    }),
  );
  expect(read(sidecar)).toMatchObject({
    ...{ 'XMP-dc:Subject': labels, 'XMP-dc:Description': 'Two\nlines', 'ExifTool:Validate': 'OK' },
    'XMP-iptcCore:AltTextAccessibility': 'Кіт на <дивані> & пес',
  });
  const photo = at('hard.jpg');
  copyFileSync('e2e/fixtures/photos/cat.jpg', photo);
  write('-tagsfromfile', sidecar, '-XMP-dc:Subject', '-IPTC:Keywords<XMP-dc:Subject', photo);
  expect(read(photo)).toMatchObject({ 'XMP-dc:Subject': labels });
});

it('a sidecar that exiftool wrote to belongs to another program from then on', () => {
  const photo = at('own.jpg');
  copyFileSync('e2e/fixtures/photos/cat.jpg', photo);
  tagweave(photo, '--out', 'xmp');
  write('-XMP-dc:Subject+=MyOwnWord', at('own.xmp'));
  expect(tagweave(photo, '--out', 'xmp', '--again')).toMatchObject({
    status: 2,
    stdout: '0 tagged, 1 could not be tagged\n',
  });
  expect(read(at('own.xmp'))['XMP-dc:Subject']).toContain('MyOwnWord');
});

it.each([
  ['EXIF', '-EXIF:ImageDescription=Snow on the sea, Київ'],
  ['IPTC in UTF-8', '-codedcharacterset=utf8', '-IPTC:Caption-Abstract=Snow on the sea, Київ'],
  ['XMP', '-XMP-dc:Description=Snow on the sea, Київ'],
])('a caption that exiftool wrote into %s is the caption', (_, ...args) => {
  const photo = at('captioned.jpg');
  copyFileSync('e2e/fixtures/photos/cat.jpg', photo);
  write(...args, photo);
  const { status, stdout } = tagweave(photo, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ caption: 'Snow on the sea, Київ' }]);
});
